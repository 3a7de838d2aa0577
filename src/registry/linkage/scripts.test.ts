// SPDX-License-Identifier: EUPL-1.2
// Names in the scripts in which people write them, and as papers romanise them. Written down before the tables were mended,
// by who knows the names and not the tables.
import { describe, expect, test } from 'vitest'
import { startingModel } from './invented-model.ts'
import { latinWords } from './latin.client.ts'
import { compareField, nameOf, PART, SOUND } from './name.ts'
import { Scorer } from './scorer.ts'
import { tableOf } from './table.ts'

const names: Readonly<Record<string, string>> = {
  Egypt:
    'جمال=Gamal جمال=Jamal رجب=Ragab مجدي=Magdy مجدي=Magdi نجيب=Naguib جابر=Gaber جرجس=Guirguis ' +
    'جورج=George جمعة=Gomaa حجازي=Hegazy حجاج=Haggag عجمي=Agamy هاجر=Hager فرج=Farag سراج=Serag ' +
    'ناجي=Nagy نجلاء=Naglaa جيهان=Gehan جلال=Galal شنودة=Shenouda عبدالفتاح=Abdelfattah ' +
    'عبدالمنعم=Abdelmonem أسامة=Osama يوسف=Youssef محمود=Mahmoud إسماعيل=Ismail مصطفى=Mostafa ' +
    'خالد=Khaled رضا=Reda ضياء=Diaa ثروت=Tharwat عثمان=Osman حسين=Hussein فؤاد=Fouad بهاء=Bahaa ' +
    'شيماء=Shaimaa دعاء=Doaa هبة=Heba نهى=Noha منى=Mona غادة=Ghada',
  Maghreb:
    'بوشتى=Bouchta بوعزة=Bouazza الغزالي=Elghazali العلوي=Alaoui العلمي=Alami بنجلون=Benjelloun ' +
    'شقرون=Chekroun الشرقاوي=Cherkaoui التازي=Tazi الإدريسي=Idrissi بنعلي=Benali بوزيان=Bouziane ' +
    'مراد=Mourad زكرياء=Zakaria هشام=Hicham رشيد=Rachid عائشة=Aicha خديجة=Khadija فاطمة=Fatima ' +
    'الزهراء=Zohra يسرى=Yousra سفيان=Soufiane عادل=Adil حمزة=Hamza منصف=Moncef شكري=Chokri ' +
    'الطرابلسي=Trabelsi بن=Ben الجبالي=Jebali الهمامي=Hammami نزار=Nizar غزلان=Ghizlane كوثر=Kaoutar ' +
    'مريم=Meryem حسناء=Hasnae',
  'Syria and Lebanon':
    'الخطيب=Alkhatib قاسم=Kassem حداد=Haddad طارق=Tareq سعيد=Said ياسين=Yassin وليد=Walid نور=Nour ' +
    'إيمان=Iman آلاء=Alaa ديانا=Diana هدى=Huda سمير=Samir جوزيف=Joseph إلياس=Elias قصي=Qusay ' +
    'غسان=Ghassan عبدالله=Abdullah عبدالرحمن=Abdulrahman',
  'Persian and Dari':
    'غلام=Gholam رضایی=Rezaei حسینی=Hosseini احمدی=Ahmadi کریمی=Karimi جعفری=Jafari پروین=Parvin ' +
    'ژاله=Zhaleh چنگیز=Changiz گلناز=Golnaz نجیب=Najib الله=Ullah نوروز=Nowruz مهدی=Mehdi زهرا=Zahra ' +
    'سکینه=Sakina رحیمی=Rahimi ذبیح=Zabih قربان=Qurban صفر=Safar واحدی=Wahedi یعقوب=Yaqub',
  Urdu:
    'چوہدری=Chaudhry بٹ=Butt ملک=Malik خان=Khan حسین=Hussain گل=Gul ظفر=Zafar اقبال=Iqbal ' +
    'شہزاد=Shahzad عثمان=Usman بیبی=Bibi نسرین=Nasreen پرویز=Parvez ریاض=Riaz فیاض=Fayyaz ' +
    'ذوالفقار=Zulfiqar عائشہ=Ayesha صائمہ=Saima ارشد=Arshad اعجاز=Ijaz بھٹی=Bhatti ڈار=Dar',
  Bengali:
    'রহমান=Rahman ইসলাম=Islam হোসেন=Hossain আক্তার=Akter বেগম=Begum খাতুন=Khatun চৌধুরী=Chowdhury ' +
    'মিয়া=Mia মিয়া=Miah উদ্দিন=Uddin আলী=Ali সরকার=Sarkar দাস=Das শেখ=Sheikh মোহাম্মদ=Mohammad ' +
    'আব্দুল=Abdul করিম=Karim জাহাঙ্গীর=Jahangir শরীফ=Sharif ফাতেমা=Fatema সুলতানা=Sultana ' +
    'নাসরিন=Nasrin পারভীন=Parvin হাওলাদার=Howlader মোল্লা=Mollah শাহীন=Shahin রফিকুল=Rafiqul ' +
    'জাকির=Zakir ব্যাপারী=Bepari কাজী=Kazi রুবেল=Rubel বিশ্বাস=Biswas ' +
    'উৎপল=Utpal সঞ্জয়=Sanjoy মুখার্জী=Mukherjee মৃত্যুঞ্জয়=Mrityunjoy',
  Punjabi:
    'ਸਿੰਘ=Singh ਕੌਰ=Kaur ਗੁਰਪ੍ਰੀਤ=Gurpreet ਹਰਪ੍ਰੀਤ=Harpreet ਜਸਵਿੰਦਰ=Jaswinder ਬਲਵਿੰਦਰ=Balwinder ' +
    'ਕੁਲਦੀਪ=Kuldeep ਸੁਖਵਿੰਦਰ=Sukhwinder ਮਨਜੀਤ=Manjit ਅਮਰਜੀਤ=Amarjeet ਧਾਲੀਵਾਲ=Dhaliwal ਗਿੱਲ=Gill ' +
    'ਸੰਧੂ=Sandhu ਸਿੱਧੂ=Sidhu ਰਣਜੀਤ=Ranjit ਪਰਮਿੰਦਰ=Parminder ਲਖਵੀਰ=Lakhvir ਜਗਤਾਰ=Jagtar',
  'Hindi and Nepali':
    'कुमार=Kumar शर्मा=Sharma सिंह=Singh देवी=Devi यादव=Yadav राजेश=Rajesh सुनीता=Sunita विजय=Vijay ' +
    'अमित=Amit गुप्ता=Gupta थापा=Thapa श्रेष्ठ=Shrestha तमांग=Tamang गुरुङ=Gurung ' +
    'तामाङ=Tamang बहादुर=Bahadur अधिकारी=Adhikari खड्का=Khadka भट्टराई=Bhattarai पौडेल=Paudel लिम्बू=Limbu',
  Ukrainian:
    'Шевченко=Shevchenko Бондаренко=Bondarenko Коваленко=Kovalenko Ткаченко=Tkachenko ' +
    'Кравчук=Kravchuk Олійник=Oliinyk Щербак=Shcherbak Юлія=Yuliia Юлія=Yulia Ірина=Iryna Ольга=Olha ' +
    'Наталія=Nataliia Наталія=Natalia Галина=Halyna Григорій=Hryhorii Євген=Yevhen Євгенія=Yevheniia ' +
    'Яна=Yana Сергій=Serhii Олександр=Oleksandr Людмила=Liudmyla Тетяна=Tetiana Тетяна=Tatiana ' +
    'Оксана=Oksana Христина=Khrystyna Зінаїда=Zinaida Ігор=Ihor Їжакевич=Yizhakevych Ґудзь=Gudz ' +
    "Гайдук=Haiduk Лук'янчук=Lukianchuk Мар'яна=Mariana Богдан=Bohdan Дмитро=Dmytro " +
    'Михайло=Mykhailo Цимбалюк=Tsymbaliuk',
  'Russian and Central Asia':
    'Хачатурян=Khachaturian Чеботарь=Cebotari Жуков=Zhukov Щукина=Shchukina Юрий=Yuri Юрий=Iurii ' +
    'Евгений=Evgeny Екатерина=Ekaterina Татьяна=Tatyana Алексей=Aleksei Фёдор=Fedor Сыч=Sych Цой=Tsoi ' +
    'Эльмира=Elmira Гульнара=Gulnara Дзюба=Dziuba Мухаммад=Muhammad Джамшед=Jamshed Рахмонов=Rahmonov',
  Georgian:
    'გიორგი=Giorgi ნინო=Nino თამარ=Tamar ბერიძე=Beridze კაპანაძე=Kapanadze ქეთევან=Ketevan ' +
    'ჯაფარიძე=Japaridze ხატია=Khatia ლელა=Lela მაია=Maia წერეთელი=Tsereteli ჩხეიძე=Chkheidze ' +
    'ყიფიანი=Kipiani ღვინიაშვილი=Ghviniashvili მარინე=Marine ეკა=Eka ნატო=Nato მზია=Mzia ' +
    'შორენა=Shorena',
  Armenian:
    'Հովհաննիսյան=Hovhannisyan Գրիգորյան=Grigoryan Սարգսյան=Sargsyan Աննա=Anna Արմեն=Armen ' +
    'Կարապետյան=Karapetyan Խաչատրյան=Khachatryan Ղազարյան=Ghazaryan Ջուլիետա=Julieta Վարդան=Vardan',
  'Tigrinya and Amharic':
    'ሃይለ=Haile ገብረ=Gebre ተስፋይ=Tesfay ሚካኤል=Michael ዮሃንስ=Yohannes ኪዳነ=Kidane ወልደ=Welde ሰላም=Selam ' +
    'ብርሃነ=Berhane ኣብርሃም=Abraham መሓመድ=Mohammed ፍስሃ=Fisseha ጸሃይ=Tsehay ኤልሳ=Elsa ሳራ=Sara ሓጎስ=Hagos ' +
    'ግርማይ=Girmay መብራህቱ=Mebrahtu ስዩም=Seyoum ትርሓስ=Tirhas ለተብርሃን=Letebrhan ፊልሞን=Filmon ክብሮም=Kibrom ' +
    'ኣማኑኤል=Amanuel',
  Chinese:
    '张=Zhang 王=Wang 李=Li 陈=Chen 林=Lin 胡=Hu 黄=Huang 周=Zhou 徐=Xu 朱=Zhu 吴=Wu 叶=Ye 郑=Zheng 谢=Xie 曾=Zeng ' +
    '单=Shan 解=Xie 仇=Qiu 区=Ou 晓东=Xiaodong 建国=Jianguo 丽娜=Lina 志强=Zhiqiang 雪梅=Xuemei 秀英=Xiuying 伟=Wei ' +
    '欧阳=Ouyang 吕=Lu 吕=Lyu',
  Sinhala: 'පෙරේරා=Perera සිල්වා=Silva ප්‍රනාන්දු=Fernando කුමාර=Kumara නිමල්=Nimal චමින්ද=Chaminda බණ්ඩාර=Bandara ජයසිංහ=Jayasinghe',
  Tamil:
    'லட்சுமி=Lakshmi மீனாட்சி=Meenakshi காமாட்சி=Kamakshi லட்சுமணன்=Lakshmanan விசாலாட்சி=Visalakshi ' +
    'சரவணன்=Saravanan செல்வி=Selvi சுரேஷ்=Suresh முருகன்=Murugan கணேசன்=Ganesan நடராஜன்=Natarajan ' +
    'வடிவேல்=Vadivel ஆனந்த்=Anand அம்பிகா=Ambika மஞ்சுளா=Manjula தமிழ்செல்வன்=Thamizhselvan ' +
    'செந்தில்=Senthil குமார்=Kumar ராமசாமி=Ramasamy கிருஷ்ணன்=Krishnan சிவகுமார்=Sivakumar ' +
    'பாலசுப்பிரமணியம்=Balasubramaniam ராஜேஸ்வரி=Rajeswari பத்மா=Padma தேவி=Devi வள்ளி=Valli ' +
    'பிரபாகரன்=Prabhakaran சந்திரன்=Chandran சண்முகம்=Shanmugam தர்மலிங்கம்=Tharmalingam ' +
    'பிள்ளை=Pillai ஜெயந்தி=Jayanthi கார்த்திகேயன்=Karthikeyan பவானி=Bhavani உமா=Uma ' +
    'திருமுருகன்=Thirumurugan குணசேகரன்=Gunasekaran ரவிச்சந்திரன்=Ravichandran பாஸ்கரன்=Baskaran ' +
    'நித்தியானந்தன்=Nithiyananthan யோகேஸ்வரன்=Yogeswaran மேரி=Mary ராஜேந்திரன்=Rajendran',
  Malayalam:
    'അനീഷ്=Anish ബിജു=Biju സജി=Saji ഷിബു=Shibu രാജേഷ്=Rajesh ലക്ഷ്മി=Lakshmi മേരി=Mary ജോസഫ്=Joseph ' +
    'തോമസ്=Thomas വർഗീസ്=Varghese കുര്യൻ=Kurian മാത്യു=Mathew ജോർജ്=George ബിന്ദു=Bindu സുരേഷ്=Suresh ' +
    'ഉണ്ണികൃഷ്ണൻ=Unnikrishnan അബ്ദുൾ=Abdul ഷാജി=Shaji ലിസി=Lissy ആലപ്പാട്ട്=Alappatt ലിൻസി=Lincy ' +
    'സുനിൽ=Sunil അനിൽ=Anil നായർ=Nair മേനോൻ=Menon കുമാർ=Kumar ശ്രീജ=Sreeja രാധാകൃഷ്ണൻ=Radhakrishnan ' +
    'പിള്ള=Pillai അച്ചാമ്മ=Achamma സൂസൻ=Susan ജോൺ=John അബ്രഹാം=Abraham ബേബി=Baby റോസമ്മ=Rosamma ' +
    'ചാക്കോ=Chacko',
  Telugu:
    'సురేష్=Suresh శ్రీనివాస్=Srinivas వెంకటేశ్వరరావు=Venkateswararao లక్ష్మి=Lakshmi ' +
    'పద్మావతి=Padmavathi సత్యం=Satyam సుబ్రహ్మణ్యం=Subrahmanyam రమ=Rama సీత=Seetha రెడ్డి=Reddy ' +
    'నాయుడు=Naidu కృష్ణ=Krishna రాజు=Raju అనిత=Anitha చంద్ర=Chandra ప్రసాద్=Prasad గోపాల్=Gopal',
  Kannada: 'ಮಂಜುನಾಥ=Manjunath ಗೌಡ=Gowda ಶೆಟ್ಟಿ=Shetty ಸುಮ=Suma ರಾಜೇಶ್ವರಿ=Rajeshwari ಬಸವರಾಜ=Basavaraj ಹೆಗಡೆ=Hegde ಪ್ರಕಾಶ್=Prakash',
  Gujarati:
    'પટેલ=Patel જયેશ=Jayesh ભાવના=Bhavna કિરણ=Kiran મહેશ=Mahesh હિતેશ=Hitesh શાહ=Shah દીપિકા=Deepika ' +
    'રાઠોડ=Rathod સોલંકી=Solanki',
  Odia: 'ପ୍ରଧାନ=Pradhan ସାହୁ=Sahu ଦାସ=Das ମହାନ୍ତି=Mohanty ଜେନା=Jena',
  'Greek and the Balkans':
    'Γιώργος=Giorgos Παπαδόπουλος=Papadopoulos Ђорђевић=Đorđević Ђорђевић=Djordjevic Његош=Njegos ' +
    'Живковић=Zivkovic Петровић=Petrovic Николић=Nikolic Хаџић=Hadzic Стојановски=Stojanovski ' +
    'Ѓорѓиев=Gjorgjiev Ќосев=Kjosev Иванов=Ivanov Димитър=Dimitar Цветан=Tsvetan Ъшев=Ashev',
}

describe.each(Object.entries(names))('%s', (_, list) => {
  test.each(list.split(' ').map(pair => pair.split('=') as [string, string]))('%s is %s', (native, latin) => {
    const [a, b] = [nameOf(latinWords(native)), nameOf(latinWords(latin))]
    if (!a || !b) throw new Error('No name')
    expect(compareField(a, b)).toBeLessThanOrEqual(SOUND)
  })
})

describe('a whole name in one field is the one that stands in two elsewhere', () => {
  test.each([
    ['محمد علي حسن', 'Mohamed Ali', 'Hassan'],
    ['عبد الرحمن بن علي', 'Abderrahmane', 'Ben Ali'],
    ['أبو بكر جالو', 'Boubacar', 'Diallo'],
    ['فاطمة الزهراء العلوي', 'Fatima Zahra', 'Alaoui'],
    ['মোঃ রফিকুল ইসলাম', 'Md Rafiqul', 'Islam'],
    ['শেখ আব্দুল করিম', 'Abdulkarim', 'Sheikh'],
    ['王小明', 'Xiaoming', 'Wang'],
    ['王小明', 'Xiao-Ming', 'Wang'],
    ['欧阳娜娜', 'Nana', 'Ouyang'],
    ['单志强', 'Zhiqiang', 'Shan'],
    ['胡伟', 'Wei', 'Hu'],
    ['Шевченко Тарас Григорович', 'Taras', 'Shevchenko'],
    ['ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ', 'Gurpreet', 'Singh'],
    ['ተስፋይ ገብረመድህን', 'Tesfay', 'Gebremedhin'],
    ['Ndiaye Cheikh Ahmadou', 'Cheikhahmadou', 'Ndiaye'],
    ['Delacruz Juan', 'Juan', 'De la Cruz'],
  ])('%s is %s %s', (full, given, family) => {
    const scorer = new Scorer(tableOf([{ full }, { given, family }]), startingModel)
    expect(scorer.weigh(0, 1)).toBeGreaterThan(7)
    expect(Array.from(scorer.levels.subarray(0, 2)).every(level => level <= PART)).toBe(true)
  })
})

test.each([
  ['جمال', 'Kamal'],
  ['رضا', 'Rita'],
  ['Гайдук', 'Bondar'],
  ['ਸਿੰਘ', 'Kaur'],
  ['করিম', 'Rahim'],
  ['نور', 'Noura Amal'],
  ['මේරි', 'Nimal'],
])('%s and %s are two names', (native, latin) => {
  const [a, b] = [nameOf(latinWords(native)), nameOf(latinWords(latin))]
  if (!a || !b) throw new Error('No name')
  expect(compareField(a, b)).toBeGreaterThan(SOUND)
})
