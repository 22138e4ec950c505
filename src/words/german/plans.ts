/** What plans and kits say of themselves on their pages. */
export const germanPlans = {
  plan: {
    title: 'Dieser Plan',
    readyUntil: 'Läufe, die diesen Plan brauchen, finden ihn hier bis {{time}}.',
    expired: 'Er ist abgelaufen ({{time}}): Der nächste Lauf, der ihn braucht, lässt einen neuen schreiben.',
    stale:
      'Seit er geschrieben wurde, hat sich geändert: {{sources}}. Läufe mit dem jetzigen Stand lassen einen neuen Plan schreiben.',
    issues: 'Was ihm noch fehlt:',
    hits: 'Wiederverwendet',
    hitsUntil_one: '{{hits}} Mal, zuletzt: {{time}}',
    hitsUntil_other: '{{hits}} Mal, zuletzt: {{time}}',
    dependents: 'Daraus geschrieben',
    noDependents: 'noch nichts',
    lessons_one: '{{count}} Lektion',
    lessons_other: '{{count}} Lektionen',
    sections_one: '{{count}} Abschnitt',
    sections_other: '{{count}} Abschnitte',
    courses_one: '{{count}} Kurs',
    courses_other: '{{count}} Kurse',
    approve: 'Freigeben und fortsetzen',
    share: 'Für alle verwenden',
    purge: 'Nicht mehr verwenden',
    done: 'Erledigt.',
  },
  kitFile: {
    button: 'Datei hinzufügen',
    hint: 'TXT, Markdown, DOCX oder PDF, höchstens 10 MB. Ihr Inhalt wird unten zu Quellen, die mit der Materialmappe gespeichert werden.',
    reading: 'Datei wird gelesen …',
    added_one: '1 Quelle wurde unten hinzugefügt. Speichern Sie die Materialmappe, um sie zu behalten.',
    added_other: '{{count}} Quellen wurden unten hinzugefügt. Speichern Sie die Materialmappe, um sie zu behalten.',
  },
  planStates: {
    writing: 'Er wird gerade geschrieben.',
    awaiting:
      'Er wartet auf Ihre Freigabe. Bearbeiten Sie ihn vorher, wenn Sie möchten: Sein Lauf geht mit dem Plan weiter, wie Sie ihn gespeichert haben.',
    ready: 'Läufe, die diesen Plan brauchen, finden ihn hier.',
    stale: 'Es konnte kein neuer Plan erstellt werden, daher wurde diese Kopie des letzten guten verwendet.',
    edited: 'Ein Mensch hat ihn bearbeitet. Läufe verwenden ihn, wie er ist, und nichts ersetzt ihn.',
  },
  /** Of proposals and plans, in their lists. */
  rowStates: {
    open: 'Offen',
    accepted: 'Angenommen',
    partly: 'Teilweise angenommen',
    rejected: 'Abgelehnt',
    superseded: 'Überholt',
    writing: 'Wird geschrieben',
    awaiting: 'Wartet auf Freigabe',
    ready: 'Bereit',
    stale: 'Kopie eines älteren',
    edited: 'Bearbeitet',
  },
  /** What plans and drafts are written from. */
  planSources: {
    curriculum: 'Lehrplan',
    profile: 'Profil',
    kit: 'Materialmappe',
    plan: 'Plan',
    position: 'Stellung',
  },
}
