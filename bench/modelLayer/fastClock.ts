import { type Clock, createSystemClock } from '../../src/model/clock.js'

/** The real time, so many times faster: every timeout, wait and pause of our side shrinks alike. */
export const fastClock = (times: number): Clock => {
  const clock = createSystemClock()
  return {
    now: () => clock.now() * times,
    random: () => clock.random(),
    wait: (ms, signal) => clock.wait(ms / times, signal),
  }
}
