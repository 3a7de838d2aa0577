// SPDX-License-Identifier: EUPL-1.2
// Our own short list of what people write first when at least twelve signs are asked of them, in letters and digits
// only and lower case (that is how it is compared). Runs, repetitions and own data are recognised by rule, not listed.

const italian = `
passwordpassword lamiapassword nuovapassword cambiapassword passwordsicura passwordsegreta passwordtemporanea
passwordprovvisoria buongiornoatutti buongiornomondo benvenutobenvenuto benvenutiatutti amministratore
amministrazione operatoreoperatore cooperativasociale centroperlimpiego serviziosociale regionemarche comunediancona
forzajuventus forzainter forzamilan forzanapoli forzaroma campionidelmondo italiaitalia viva litalia vivalitalia
tiamotantissimo amoremioamore tivogliobene mammaepapa nonloricordo nonmiricordo nonlosoproprio qualcosadisegreto
segretosegreto accessoaccesso entraentraentra nuovecomunita nuovecomunita2026 ciaociaociao ciaomondociao
estate2026estate primavera2026 autunno2026 inverno2026 natale2026natale
`
const english = `
correcthorsebatterystaple passwordpassword mypassword mynewpassword changemeplease changemechangeme pleasechangeme
letmeinletmein letmeinplease welcomewelcome welcome2theworld administrator adminadminadmin administratoradmin
rootrootroot superadministrator iloveyouiloveyou iloveyousomuch trustnoonetrustno1 trustno1trustno1 footballfootball
baseballbaseball supermansuperman batmanbatman starwarsstarwars princessprincess sunshinesunshine dragondragon
monkeymonkey mastermaster shadowshadow michaeljordan thisisapassword thisismypassword notapassword nopasswordneeded
secretsecret topsecretpassword temporarypassword defaultpassword passwordoneword password1234567 password123456
qwertyuiop123 qwertyqwerty qwerty123456 qwerty1234567 q1w2e3r4t5y6 zaq12wsxcde3 1q2w3e4r5t6y 1qaz2wsx3edc 1qazxsw23edc
a1b2c3d4e5f6 abcd1234abcd abc123abc123 aa123456aa123456 asdfghjkl123 asdfasdfasdf zxcvbnmzxcvbnm passw0rdpassw0rd
p4ssw0rdp4ssw0rd passw0rd1234 p4ssw0rd1234 pa55wordpa55word abcdefghijkl abcdef123456 computercomputer internetinternet
`
const french = `
motdepasse motdepassemotdepasse monmotdepasse nouveaumotdepasse changezmoi bonjourbonjour bonjourtoutlemonde
azertyuiop azertyuiop123 azertyazerty azerty123456 jetaimejetaime jetaimebeaucoup administrateur marseillemarseille
`

/** Words that remain of a password when the digits at its ends are taken away. */
const stems = `
password passwort passw0rd administrator amministratore benvenuto benvenuta qwerty azerty welcome letmein iloveyou
juventus cambiami segreto secret nuovecomunita italia marche
`

export const commonPasswords: ReadonlySet<string> = new Set(
  `${italian} ${english} ${french} ${stems}`.split(/\s+/).filter(word => word !== ''),
)
