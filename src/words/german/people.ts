/** What people decide about drafts, and what is proposed for them. */
export const germanPeople = {
  people: {
    title: 'Durchsicht und Vorschläge',
    approve: 'Freigeben',
    approved: 'Freigegeben.',
    writeAnew: 'Neu schreiben',
    writeAnewIntro:
      'Was niemand geändert hat, wird als Entwurf neu geschrieben. Was ein Mensch geschrieben hat, bleibt: Was an seine Stelle träte, wird vorgeschlagen.',
    parts: 'Teile',
    noPart: 'Wählen Sie mindestens einen Teil.',
    feedback: 'Was besser werden soll',
    feedbackHint: 'Damit wird alles nur vorgeschlagen; nichts wird geschrieben, bevor Sie es annehmen.',
    proposal: 'Vorschlag',
    proposedAt: 'Vorgeschlagen: {{time}}.',
    because: 'Gewünscht: {{feedback}}',
    changedSince:
      'Dieser Teil hat sich seither geändert. Lassen Sie ihn neu schreiben, um einen Vorschlag zum jetzigen Stand zu bekommen.',
    acceptPart: '{{part}} annehmen',
    acceptAll: 'Alle annehmen',
    reject: 'Ablehnen',
    writeSelected_one: '{{count}} neu schreiben',
    writeSelected_other: '{{count}} neu schreiben',
    tooManySelected: 'Höchstens {{most}} Dokumente, alle auf dieser Seite, können auf einmal neu geschrieben werden.',
    stale:
      'Grundlagen dieses Textes haben sich seither geändert: {{sources}}. Er bleibt, wie er ist, bis Sie ihn neu schreiben lassen.',
    background: 'Herkunft',
    run: 'Lauf',
    runNumber: 'Lauf {{id}}',
    plan: 'Plan',
    model: 'Modell',
    modelOf: '{{model}} von {{provider}}',
    offline: 'eingebaut, kein Sprachmodell',
    promptVersion: 'Prompt',
    kit: 'Materialmappe',
    cited: '{{kit}}: {{sources}}',
    position: 'Stellung',
    cost: 'Kosten',
    costOf_one:
      '{{shown}} Aufruf, {{tokens}} Tokens, Kosten: {{cost}}, samt allem, was mit diesem Entwurf geschrieben wurde',
    costOf_other:
      '{{shown}} Aufrufe, {{tokens}} Tokens, Kosten: {{cost}}, samt allem, was mit diesem Entwurf geschrieben wurde',
    now: 'Jetzt',
    proposed: 'Vorgeschlagen',
    reason: 'Warum nicht',
    accepted: 'Angenommen. Der Text ist jetzt eine Entwurfsversion.',
    rejected: 'Abgelehnt.',
  },
  /** On the form of a drill. */
  drillForm: {
    showAnswer: 'Antwort zeigen',
    hideAnswer: 'Antwort verbergen',
    empty: 'Noch wird nichts gefragt.',
    correct: 'Antwort {{letter}} ist richtig',
  },
  reviewStates: {
    waiting: 'Wartet auf Durchsicht.',
    approved: 'Freigegeben.',
    changesRequested: 'Änderungen sind gewünscht.',
    rejected: 'Abgelehnt.',
  },
}
