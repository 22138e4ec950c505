/** What people decide about drafts, and what is proposed for them. */
export const englishPeople = {
  people: {
    title: 'Review and proposals',
    approve: 'Approve',
    approved: 'Approved.',
    writeAnew: 'Write anew',
    writeAnewIntro:
      'What nobody has changed is written anew as a draft. What a person wrote stays: what would take its place is proposed.',
    parts: 'Parts',
    feedback: 'What should be better',
    feedbackHint: 'With it, everything is proposed, and nothing is written until you accept it.',
    proposal: 'Proposal',
    proposedAt: 'Proposed on {{time}}.',
    because: 'Asked for: {{feedback}}',
    changedSince: 'This part has changed since. Have it written anew to get a proposal for what it says now.',
    acceptPart: 'Accept {{part}}',
    acceptAll: 'Accept all',
    reject: 'Reject',
    reason: 'Why not',
    accepted: 'Accepted. It is a draft version now.',
    rejected: 'Rejected.',
  },
  reviewStates: {
    waiting: 'Waits for review.',
    approved: 'Approved.',
    changesRequested: 'Changes are requested.',
    rejected: 'Rejected.',
  },
} as const
