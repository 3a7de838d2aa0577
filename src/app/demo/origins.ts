// SPDX-License-Identifier: EUPL-1.2
// Where the invented people come from: believable given names and surnames, languages, trades. No list is taken from
// real people; a name with '|' has its native script after it.

export type Origin = {
  readonly citizenship: string // ISO 3166-1 alpha-3
  readonly birthState: string // Belfiore code of the state
  readonly share: number
  readonly nativeLang?: string
  readonly languages: readonly string[]
  readonly women: readonly string[]
  readonly men: readonly string[]
  readonly surnames: readonly string[]
  readonly places: readonly string[]
}

const list = (text: string): readonly string[] => text.split(',').map(name => name.trim())

export const origins: readonly Origin[] = [
  {
    citizenship: 'NGA',
    birthState: 'Z335',
    share: 17,
    languages: ['en', 'pcm'],
    women: list('Blessing, Joy, Favour, Chidinma, Patience, Mercy, Osarugue, Ifeoma, Precious, Glory, Ebere, Faith'),
    men: list('Emeka, Osas, Chinedu, Sunday, Kingsley, Tunde, Efosa, Uche, Godwin, Festus, Ikenna, Lucky'),
    surnames: list(
      'Okafor, Osagie, Eze, Igbinosa, Adeyemi, Ehigie, Nwosu, Obaseki, Omoruyi, Balogun, Uwaifo, Onyeka, Aigbe, Okoro',
    ),
    places: list('Benin City, Lagos, Onitsha, Warri'),
  },
  {
    citizenship: 'SEN',
    birthState: 'Z343',
    share: 9,
    languages: ['fr', 'wo'],
    women: list('Awa, Fatou, Mariama, Aissatou, Khady, Ndeye, Bineta, Rokhaya'),
    men: list('Mamadou, Ousmane, Cheikh, Modou, Ibrahima, Abdoulaye, Pape, Serigne, Lamine, Moussa'),
    surnames: list('Diallo, Ndiaye, Diop, Ba, Fall, Sow, Gueye, Cissé, Faye, Sarr, Mbaye, Thiam'),
    places: list('Dakar, Touba, Thiès, Ziguinchor'),
  },
  {
    citizenship: 'GMB',
    birthState: 'Z317',
    share: 8,
    languages: ['en', 'mnk'],
    women: list('Fatoumata, Isatou, Binta, Kaddy'),
    men: list('Lamin, Ebrima, Alieu, Bakary, Sulayman, Yankuba, Musa, Omar, Sarjo, Modou Lamin'),
    surnames: list('Ceesay, Jallow, Touray, Sarro, Darboe, Camara, Sanyang, Jatta, Bojang, Drammeh'),
    places: list('Serekunda, Brikama, Basse, Farafenni'),
  },
  {
    citizenship: 'MLI',
    birthState: 'Z329',
    share: 7,
    languages: ['fr', 'bm'],
    women: list('Aminata, Oumou, Djeneba, Kadiatou'),
    men: list('Yacouba, Boubacar, Seydou, Amadou, Drissa, Souleymane, Adama, Bakari'),
    surnames: list('Traoré, Coulibaly, Dianko, Keita, Sissoko, Konaté, Diarra, Dembélé, Sangaré'),
    places: list('Bamako, Kayes, Sikasso, Mopti'),
  },
  {
    citizenship: 'BGD',
    birthState: 'Z249',
    share: 10,
    nativeLang: 'bn',
    languages: ['bn', 'hi'],
    women: list('Nasrin|নাসরিন, Shirin|শিরিন, Rehana|রেহানা, Farida|ফরিদা'),
    men: list('Abdur|আব্দুর, Rakib|রাকিব, Shahin|শাহীন, Jahangir|জাহাঙ্গীর, Sohel|সোহেল, Mizan|মিজান, Kamal|কামাল, Rubel|রুবেল'),
    surnames: list(
      'Rahman|রহমান, Hossain|হোসেন, Miah|মিয়া, Islam|ইসলাম, Ahmed|আহমেদ, Uddin|উদ্দিন, Sarkar|সরকার, Chowdhury|চৌধুরী',
    ),
    places: list('Dhaka, Madaripur, Comilla, Shariatpur'),
  },
  {
    citizenship: 'PAK',
    birthState: 'Z236',
    share: 10,
    nativeLang: 'ur',
    languages: ['ur', 'pa'],
    women: list('Ayesha|عائشہ, Sadia|سعدیہ, Rukhsana|رخسانہ, Nadia|نادیہ'),
    men: list('Usman|عثمان, Bilal|بلال, Imran|عمران, Tariq|طارق, Adeel|عدیل, Naveed|نوید, Shahid|شاہد, Waqas|وقاص'),
    surnames: list('Khan|خان, Butt|بٹ, Iqbal|اقبال, Hussain|حسین, Akhtar|اختر, Malik|ملک, Mehmood|محمود, Javed|جاوید'),
    places: list('Gujrat, Sialkot, Gujranwala, Parachinar'),
  },
  {
    citizenship: 'AFG',
    birthState: 'Z200',
    share: 7,
    nativeLang: 'fa',
    languages: ['fa', 'ps'],
    women: list('Zahra|زهرا, Marzia|مرضیه, Fereshta|فرشته, Laila|لیلا, Shabnam|شبنم'),
    men: list('Nasir|نصیر, Farid|فرید, Hamid|حمید, Ehsan|احسان, Mirwais|میرویس, Jawad|جواد, Sayed|سید'),
    surnames: list(
      'Wardaki|وردکی, Rahimi|رحیمی, Hashimi|هاشمی, Noori|نوری, Karimi|کریمی, Ahmadi|احمدی, Safi|صافی, Hosseini|حسینی',
    ),
    places: list('Kabul, Herat, Ghazni, Mazar-i-Sharif'),
  },
  {
    citizenship: 'SYR',
    birthState: 'Z240',
    share: 6,
    nativeLang: 'ar',
    languages: ['ar', 'tr'],
    women: list('Samira|سميرة, Rania|رانيا, Hanan|حنان, Dalal|دلال, Lina|لينا, Maysa|ميساء'),
    men: list('Khaled|خالد, Anas|أنس, Yazan|يزن, Bassam|بسام, Firas|فراس, Mazen|مازن'),
    surnames: list(
      'Al Nouri|النوري, Haddad|حداد, Al Masri|المصري, Darwish|درويش, Khoury|خوري, Najjar|نجار, Sabbagh|صباغ',
    ),
    places: list('Homs, Aleppo, Damasco, Idlib'),
  },
  {
    citizenship: 'MAR',
    birthState: 'Z330',
    share: 8,
    nativeLang: 'ar',
    languages: ['ar', 'fr'],
    women: list('Khadija|خديجة, Naima|نعيمة, Souad|سعاد, Latifa|لطيفة, Hafida|حفيظة, Zineb|زينب'),
    men: list('Youssef|يوسف, Rachid|رشيد, Hassan|حسن, Mustapha|مصطفى, Said|سعيد, Abdelilah|عبد الإله'),
    surnames: list(
      'Benali|بنعلي, El Amrani|العمراني, Chraibi|الشرايبي, Lahlou|لحلو, Berrada|برادة, Ouazzani|الوزاني, Tazi|التازي',
    ),
    places: list('Khouribga, Casablanca, Fès, Béni Mellal'),
  },
  {
    citizenship: 'ERI',
    birthState: 'Z368',
    share: 4,
    nativeLang: 'ti',
    languages: ['ti', 'ar'],
    women: list('Rahel|ራሄል, Selam|ሰላም, Bisrat|ብስራት, Luwam|ሉዋም'),
    men: list('Tesfalem|ተስፋለም, Filmon|ፊልሞን, Yonas|ዮናስ, Dawit|ዳዊት, Merhawi|መርሃዊ'),
    surnames: list('Haylu|ሃይሉ, Woldu|ወልዱ, Tekle|ተክለ, Ghebremedhin|ገብረመድህን, Kidane|ኪዳነ, Habte|ሃብተ'),
    places: list('Asmara, Keren, Massaua, Mendefera'),
  },
  {
    citizenship: 'SOM',
    birthState: 'Z345',
    share: 4,
    languages: ['so', 'ar'],
    women: list('Hodan, Fardowsa, Ifrah, Sahra, Hibaq'),
    men: list('Abdirahman, Liban, Mahad, Guled, Ayanle'),
    surnames: list('Warsame, Farah, Jama, Hersi, Abdulle, Dirie, Nur'),
    places: list('Mogadiscio, Chisimaio, Baidoa, Hargeisa'),
  },
  {
    citizenship: 'UKR',
    birthState: 'Z138',
    share: 5,
    nativeLang: 'uk',
    languages: ['uk', 'ru'],
    women: list('Oksana|Оксана, Iryna|Ірина, Natalia|Наталія, Svitlana|Світлана, Halyna|Галина, Tetiana|Тетяна'),
    men: list('Andriy|Андрій, Volodymyr|Володимир, Taras|Тарас'),
    surnames: list(
      'Melnychenko|Мельниченко, Shevchuk|Шевчук, Koval|Коваль, Bondar|Бондар, Tkachuk|Ткачук, Moroz|Мороз',
    ),
    places: list('Chernivtsi, Ternopil, Kharkiv, Lviv'),
  },
  {
    citizenship: 'ALB',
    birthState: 'Z100',
    share: 5,
    languages: ['sq', 'it'],
    women: list('Elira, Mirela, Valbona, Anila, Drita'),
    men: list('Arben, Ilir, Gentian, Besnik, Dritan'),
    surnames: list('Hoxha, Shehu, Kola, Gjoni, Leka, Prifti, Dervishi'),
    places: list('Durazzo, Valona, Scutari, Fier'),
  },
]
