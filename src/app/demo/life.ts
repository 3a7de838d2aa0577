// SPDX-License-Identifier: EUPL-1.2
// Trades told in own words, goals and constraints of the invented people. The words are theirs, the pictures ours.

export type Trade = {
  /** Picture of the interview; absent where none fits. */
  readonly picture?: string
  readonly words: Readonly<Record<'it' | 'en' | 'fr' | 'ar', string>>
  readonly tasks: string
  readonly forWomen: number
  readonly forMen: number
}

const trade = (
  picture: string | undefined,
  [it, en, fr, ar]: readonly [string, string, string, string],
  tasks: string,
  forWomen: number,
  forMen: number,
): Trade => ({ ...(picture && { picture }), words: { it, en, fr, ar }, tasks, forWomen, forMen })

export const trades: readonly Trade[] = [
  trade(
    'sewing',
    [
      'Cucivo abiti in una sartoria',
      'I sewed dresses in a tailor’s shop',
      'Je cousais des robes chez un tailleur',
      'كنت أخيط الفساتين في مشغل خياطة',
    ],
    'prendere le misure, tagliare, cucire a macchina',
    14,
    5,
  ),
  trade(
    'cooking',
    ['Cucinavo in un ristorante', 'I cooked in a restaurant', 'Je cuisinais dans un restaurant', 'كنت أطبخ في مطعم'],
    'preparare i piatti, tenere pulita la cucina, fare la spesa',
    12,
    8,
  ),
  trade(
    'cleaning',
    [
      'Pulivo case e uffici',
      'I cleaned houses and offices',
      'Je nettoyais des maisons et des bureaux',
      'كنت أنظّف البيوت والمكاتب',
    ],
    'pulire, riordinare, usare i prodotti giusti',
    14,
    4,
  ),
  trade(
    'farming',
    [
      'Lavoravo la terra con la mia famiglia',
      'I worked the land with my family',
      'Je travaillais la terre avec ma famille',
      'كنت أعمل في الأرض مع عائلتي',
    ],
    'seminare, raccogliere, curare gli animali',
    8,
    16,
  ),
  trade(
    'building',
    [
      'Facevo il muratore nei cantieri',
      'I was a bricklayer on building sites',
      'J’étais maçon sur les chantiers',
      'كنت بنّاءً في ورشات البناء',
    ],
    'preparare la malta, alzare muri, posare piastrelle',
    1,
    18,
  ),
  trade(
    'driving',
    [
      'Guidavo un taxi e facevo consegne',
      'I drove a taxi and made deliveries',
      'Je conduisais un taxi et je livrais',
      'كنت أقود سيارة أجرة وأوصل الطلبات',
    ],
    'guidare, caricare, tenere i conti della giornata',
    1,
    12,
  ),
  trade(
    'caring',
    [
      'Mi prendevo cura di anziani e bambini',
      'I cared for old people and children',
      'Je m’occupais de personnes âgées et d’enfants',
      'كنت أعتني بكبار السن والأطفال',
    ],
    'lavare, vestire, preparare i pasti, fare compagnia',
    18,
    3,
  ),
  trade(
    'selling',
    ['Avevo un banco al mercato', 'I had a stall at the market', 'J’avais un étal au marché', 'كان عندي بسطة في السوق'],
    'vendere, contare i soldi, comprare la merce',
    14,
    12,
  ),
  trade(
    undefined,
    [
      'Riparavo telefoni e radio',
      'I repaired phones and radios',
      'Je réparais des téléphones et des radios',
      'كنت أصلح الهواتف وأجهزة الراديو',
    ],
    'trovare il guasto, saldare, montare',
    1,
    8,
  ),
  trade(
    undefined,
    ['Facevo il falegname', 'I was a carpenter', 'J’étais menuisier', 'كنت نجّارًا'],
    'tagliare il legno, montare mobili, verniciare',
    0,
    8,
  ),
  trade(
    undefined,
    [
      'Pettinavo e facevo le trecce',
      'I did hair and braids',
      'Je coiffais et je faisais des tresses',
      'كنت أصفّف الشعر وأضفره',
    ],
    'tagliare, acconciare, accogliere le clienti',
    10,
    2,
  ),
  trade(
    undefined,
    [
      'Insegnavo ai bambini della scuola',
      'I taught children at school',
      'J’enseignais aux enfants à l’école',
      'كنت أعلّم الأطفال في المدرسة',
    ],
    'preparare le lezioni, parlare con le famiglie',
    5,
    3,
  ),
]

export const goals: readonly Readonly<Record<'it' | 'en' | 'fr' | 'ar', string>>[] = [
  {
    it: 'Voglio un lavoro vicino a casa',
    en: 'I want a job close to home',
    fr: 'Je veux un travail près de chez moi',
    ar: 'أريد عملاً قريباً من البيت',
  },
  {
    it: 'Voglio fare il mio mestiere anche qui',
    en: 'I want to do my trade here too',
    fr: 'Je veux faire mon métier ici aussi',
    ar: 'أريد أن أمارس مهنتي هنا أيضاً',
  },
  {
    it: 'Prima imparo bene l’italiano',
    en: 'First I will learn Italian well',
    fr: 'D’abord j’apprends bien l’italien',
    ar: 'أولاً أتعلم الإيطالية جيداً',
  },
  {
    it: 'Cerco un contratto per rinnovare il permesso',
    en: 'I need a contract to renew my permit',
    fr: 'Je cherche un contrat pour renouveler mon permis',
    ar: 'أحتاج إلى عقد لتجديد تصريحي',
  },
  {
    it: 'Vorrei un corso e poi un tirocinio',
    en: 'I would like a course and then an internship',
    fr: 'Je voudrais un cours puis un stage',
    ar: 'أودّ دورة ثم تدريباً',
  },
]
