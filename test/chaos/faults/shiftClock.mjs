// To be loaded before anything else: the clock of this process goes wrong by CLOCK_SHIFT_MS.
const shiftMs = Number(process.env.CLOCK_SHIFT_MS)
const RightDate = Date

globalThis.Date = class extends RightDate {
  constructor(...args) {
    super(...(args.length > 0 ? args : [RightDate.now() + shiftMs]))
  }

  static now() {
    return RightDate.now() + shiftMs
  }
}
