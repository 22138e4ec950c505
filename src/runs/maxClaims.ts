import type { Settings } from '../options/Settings.js'

/**
 * How often a step may be claimed before it is given up. More than it may ask the model, because a claim that ends with
 * its worker, or whose drafts cannot be saved, leaves no attempt behind; bounded all the same, so that a run always ends.
 */
export const maxClaims = ({ steps }: Settings): number => steps.attempts * 3
