/** Metres of horizontal accuracy (68 %) per unit of dilution of precision, for an open-sky single-frequency receiver. */
export const HDOP_ACCURACY_M = 5;
