import type { Rewritten } from '../../drafts/rewriteDraft.js'
import type { Saved } from '../../runs/kind/RunKind.js'

/**
 * What a rewritten document came to. Where a user asked for something to be better and every part came out as it was, there is
 * nothing to decide on, and the one who asked would wait for ever: it is asked for again, and is a gap in the end.
 */
export const savedAs = (key: string, feedback: string | null | undefined, rewritten: Rewritten): Saved => {
  const { written, proposed, proposal } = rewritten
  if (feedback && written.length === 0 && proposed.length === 0)
    return { refused: [{ key, problem: 'it came out as it was: do what feedback says' }] }
  return { outcome: { written, proposed, proposal } }
}
