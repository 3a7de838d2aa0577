// SPDX-License-Identifier: EUPL-1.2
// The adjectives in which Italian registers name a citizenship (masculine; the other forms are derived), with both ISO
// codes of the state. Names of states come from ICU, the codes of ISTAT and Belfiore from the registry's table of states.

/** iso3 iso2 adjectives… */
export const countryTable = `
AFG AF afghano afgano
ALB AL albanese
DZA DZ algerino
AND AD andorrano
AGO AO angolano
SAU SA saudita
ARG AR argentino
ARM AM armeno
AUS AU australiano
AUT AT austriaco
AZE AZ azerbaigiano azero
BGD BD bengalese bangladese bengali
BEL BE belga
BEN BJ beninese
BTN BT bhutanese
BLR BY bielorusso
BOL BO boliviano
BIH BA bosniaco bosniaco_erzegovino
BWA BW botswano
BRA BR brasiliano
BGR BG bulgaro
BFA BF burkinabe burkinese
BDI BI burundese
KHM KH cambogiano
CMR CM camerunese camerunense
CAN CA canadese
CPV CV capoverdiano
CAF CF centrafricano
TCD TD ciadiano
CHL CL cileno
CHN CN cinese
CYP CY cipriota
COL CO colombiano
COM KM comoriano
COG CG congolese_brazzaville
COD CD congolese
CIV CI ivoriano
CRI CR costaricano
HRV HR croato
CUB CU cubano
DNK DK danese
DOM DO dominicano
ECU EC ecuadoriano ecuadoregno
EGY EG egiziano
SLV SV salvadoregno
ARE AE emiratino
ERI ER eritreo
EST EE estone
ETH ET etiope
RUS RU russo
PHL PH filippino
FIN FI finlandese
FRA FR francese
GAB GA gabonese
GMB GM gambiano
GEO GE georgiano
DEU DE tedesco
GHA GH ghanese ghaneano
JAM JM giamaicano
JPN JP giapponese
DJI DJ gibutiano
JOR JO giordano
GRC GR greco
GTM GT guatemalteco
GIN GN guineano
GNB GW guineano_bissau bissauguineano
GNQ GQ equatoguineano
GUY GY guyanese
HTI HT haitiano
HND HN honduregno
IND IN indiano
IDN ID indonesiano
IRN IR iraniano
IRQ IQ iracheno
IRL IE irlandese
ISL IS islandese
ISR IL israeliano
ITA IT italiano
KAZ KZ kazako kazaco
KEN KE keniano keniota
KGZ KG kirghiso chirghiso
KOS XK kosovaro
KWT KW kuwaitiano
LAO LA laotiano
LSO LS lesothiano
LVA LV lettone
LBN LB libanese
LBR LR liberiano
LBY LY libico
LIE LI liechtensteinese
LTU LT lituano
LUX LU lussemburghese
MKD MK macedone nordmacedone
MDG MG malgascio
MWI MW malawiano
MYS MY malese
MDV MV maldiviano
MLI ML maliano
MLT MT maltese
MAR MA marocchino
MRT MR mauritano
MUS MU mauriziano
MEX MX messicano
MDA MD moldavo moldovo
MNG MN mongolo
MNE ME montenegrino
MOZ MZ mozambicano
MMR MM birmano
NAM NA namibiano
NPL NP nepalese
NIC NI nicaraguense
NER NE nigerino
NGA NG nigeriano
NOR NO norvegese
NZL NZ neozelandese
OMN OM omanita
NLD NL olandese
PAK PK pakistano pachistano
PSE PS palestinese
PAN PA panamense
PRY PY paraguaiano
PER PE peruviano
POL PL polacco
PRT PT portoghese
QAT QA qatariota
GBR GB britannico inglese
CZE CZ ceco
KOR KR sudcoreano coreano
PRK KP nordcoreano
ROU RO rumeno romeno
RWA RW ruandese
SRB RS serbo
SEN SN senegalese
SLE SL sierraleonese
SGP SG singaporiano
SYR SY siriano
SVK SK slovacco
SVN SI sloveno
SOM SO somalo
ESP ES spagnolo
LKA LK srilankese cingalese singalese
USA US statunitense americano
ZAF ZA sudafricano
SSD SS sudsudanese
SDN SD sudanese
SUR SR surinamese
SWE SE svedese
CHE CH svizzero
SWZ SZ swazi
TWN TW taiwanese
TJK TJ tagiko tagico
TZA TZ tanzaniano
THA TH thailandese tailandese
TGO TG togolese
TUN TN tunisino
TUR TR turco
TKM TM turkmeno
UKR UA ucraino
UGA UG ugandese
HUN HU ungherese
URY UY uruguaiano uruguayano
UZB UZ uzbeko uzbeco
VEN VE venezuelano
VNM VN vietnamita
YEM YE yemenita
ZMB ZM zambiano
ZWE ZW zimbabwese zimbabwiano`
