// The clock of the measurements. Must not know what is measured.

/**
 * Milliseconds of the machine's monotonic clock, with a fraction. Every process of the machine reads the same
 * clock, and no correction of the time of day moves it: so a mark set here fits a record made elsewhere.
 */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
