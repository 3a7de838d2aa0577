// SPDX-License-Identifier: EUPL-1.2
// States of the world as Italian offices code them: ISO 3166-1 alpha-3, Belfiore (tax codes), ISTAT (SAP, statistics).
// Codes from the table of foreign states of ANPR (github.com/italia/anpr, CC BY 4.0, see NOTICE); names are not here:
// they come in the reader's language from the platform's own data.

const table = `
AFG.Z200.301 AGO.Z302.402 ALB.Z100.201 AND.Z101.202 ARE.Z215.322 ARG.Z600.602 ARM.Z252.358 ATG.Z532.503 AUS.Z700.701
AUT.Z102.203 AZE.Z253.359 BDI.Z305.410 BEL.Z103.206 BEN.Z314.406 BFA.Z354.409 BGD.Z249.305 BGR.Z104.209 BHR.Z204.304
BHS.Z502.505 BIH.Z153.252 BLR.Z139.256 BLZ.Z512.507 BOL.Z601.604 BRA.Z602.605 BRB.Z522.506 BRN.Z207.309 BTN.Z205.306
BWA.Z358.408 CAF.Z308.414 CAN.Z401.509 CHE.Z133.241 CHL.Z603.606 CHN.Z210.314 CIV.Z313.404 CMR.Z306.411 COD.Z312.463
COG.Z311.418 COL.Z604.608 COM.Z310.417 CPV.Z307.413 CRI.Z503.513 CUB.Z504.514 CYP.Z211.315 CZE.Z156.257 DEU.Z112.216
DJI.Z361.424 DMA.Z526.515 DNK.Z107.212 DOM.Z505.516 DZA.Z301.401 ECU.Z605.609 EGY.Z336.419 ERI.Z368.466 ESP.Z131.239
EST.Z144.247 ETH.Z315.420 FIN.Z109.214 FJI.Z704.703 FRA.Z110.215 FSM.Z735.713 GAB.Z316.421 GBR.Z114.219 GEO.Z254.360
GHA.Z318.423 GIN.Z319.425 GMB.Z317.422 GNB.Z320.426 GNQ.Z321.427 GRC.Z115.220 GRD.Z524.519 GTM.Z509.523 GUY.Z606.612
HND.Z511.525 HRV.Z149.250 HTI.Z510.524 HUN.Z134.244 IDN.Z223.331 IND.Z222.330 IRL.Z116.221 IRN.Z224.332 IRQ.Z225.333
ISL.Z117.223 ISR.Z226.334 JAM.Z507.518 JOR.Z220.327 JPN.Z219.326 KAZ.Z255.356 KEN.Z322.428 KGZ.Z256.361 KHM.Z208.310
KIR.Z731.708 KNA.Z533.534 KOR.Z213.320 KOS.Z160.272 KWT.Z227.335 LAO.Z228.336 LBN.Z229.337 LBR.Z325.430 LBY.Z326.431
LCA.Z527.532 LIE.Z119.225 LKA.Z209.311 LSO.Z359.429 LTU.Z146.249 LUX.Z120.226 LVA.Z145.248 MAR.Z330.436 MCO.Z123.229
MDA.Z140.254 MDG.Z327.432 MDV.Z232.339 MEX.Z514.527 MHL.Z711.712 MKD.Z148.253 MLI.Z329.435 MLT.Z121.227 MMR.Z206.307
MNE.Z159.270 MNG.Z233.341 MOZ.Z333.440 MRT.Z331.437 MUS.Z332.438 MWI.Z328.434 MYS.Z247.340 NAM.Z300.441 NER.Z334.442
NGA.Z335.443 NIC.Z515.529 NLD.Z126.232 NOR.Z125.231 NPL.Z234.342 NRU.Z713.715 NZL.Z719.719 OMN.Z235.343 PAK.Z236.344
PAN.Z516.530 PER.Z611.615 PHL.Z216.323 PLW.Z734.720 PNG.Z730.721 POL.Z127.233 PRK.Z214.319 PRT.Z128.234 PRY.Z610.614
PSE.Z161.324 QAT.Z237.345 ROU.Z129.235 RUS.Z154.245 RWA.Z338.446 SAU.Z203.302 SDN.Z348.455 SEN.Z343.450 SGP.Z248.346
SLB.Z724.725 SLE.Z344.451 SLV.Z506.517 SMR.Z130.236 SOM.Z345.453 SRB.Z158.271 SSD.Z907.467 STP.Z341.448 SUR.Z608.616
SVK.Z155.255 SVN.Z150.251 SWE.Z132.240 SWZ.Z349.456 SYC.Z342.449 SYR.Z240.348 TCD.Z309.415 TGO.Z351.458 THA.Z241.349
TJK.Z257.362 TKM.Z258.364 TLS.Z242.338 TON.Z728.730 TTO.Z612.617 TUN.Z352.460 TUR.Z243.351 TUV.Z732.731 TWN.Z217.363
TZA.Z357.457 UGA.Z353.461 UKR.Z138.243 URY.Z613.618 USA.Z404.536 UZB.Z259.357 VAT.Z106.246 VCT.Z528.533 VEN.Z614.619
VNM.Z251.353 VUT.Z733.732 WSM.Z726.727 YEM.Z246.354 ZAF.Z347.454 ZMB.Z355.464 ZWE.Z337.465`

/** Who has no state. XXA is the code of ICAO Doc 9303 for a stateless person; 999 is ISTAT's. */
export const STATELESS = 'XXA'
export const ITALY = 'ITA'
/** States that no longer exist but still stand on people's papers. */
export const formerStates = ['SUN', 'YUG', 'SCG', 'CSK'] as const

export type StateCode = {
  readonly iso3: string
  /** Z and three digits; absent for Italy and for the stateless. */
  readonly belfiore?: string
  /** Three digits; absent for former states. */
  readonly istat?: string
}

const living: readonly StateCode[] = table
  .trim()
  .split(/\s+/)
  .map(entry => {
    const [iso3 = '', belfiore = '', istat = ''] = entry.split('.')
    return { iso3, belfiore, istat }
  })

export const stateCodes: readonly StateCode[] = [
  ...living,
  { iso3: ITALY, istat: '100' },
  { iso3: STATELESS, istat: '999' },
  { iso3: 'SUN', belfiore: 'Z135' },
  { iso3: 'YUG', belfiore: 'Z118' },
  { iso3: 'SCG', belfiore: 'Z157' },
  { iso3: 'CSK', belfiore: 'Z105' },
]

const byIso3 = new Map(stateCodes.map(state => [state.iso3, state]))
const byBelfiore = new Map(stateCodes.flatMap(state => (state.belfiore ? [[state.belfiore, state] as const] : [])))
const byIstat = new Map(stateCodes.flatMap(state => (state.istat ? [[state.istat, state] as const] : [])))

export const stateByIso3 = (code: string): StateCode | undefined => byIso3.get(code)
export const stateByBelfiore = (code: string): StateCode | undefined => byBelfiore.get(code)
export const stateByIstat = (code: string): StateCode | undefined => byIstat.get(code)

// Directive 2004/38/EC with the EEA Agreement and the agreement with Switzerland: no permit of stay is asked of them.
const FREE_MOVEMENT = new Set(
  `AUT BEL BGR CYP CZE DEU DNK ESP EST FIN FRA GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE
   ISL LIE NOR CHE`.split(/\s+/),
)

/** Italian, of an EU state, of the EEA or Swiss: moves and works freely. */
export const movesFreely = (iso3: string): boolean => FREE_MOVEMENT.has(iso3)
