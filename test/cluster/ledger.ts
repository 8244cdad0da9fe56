// The ledger: writes to a store at a fixed rate, keeps what was acknowledged, and finds what is lost. Its public face.
// Must not know what kind of store it is, nor which figures are good.
export { compareLedger, type LedgerComparison } from './ledger/compare-ledger.ts';
export {
  type Acknowledgement,
  type Ledger,
  type LedgerEntry,
  type LedgerFile,
  openLedger,
  readLedger,
} from './ledger/ledger-file.ts';
export {
  type LedgerEnd,
  type LedgerOptions,
  type LedgerRun,
  type LedgerStore,
  startLedger,
} from './ledger/run-ledger.ts';
