/** What is said of runs of the built-in kinds; English has it from the kinds themselves. */
export const germanKinds = {
  kinds: {
    drillSeries: {
      item: { one: 'Aufgabe', other: 'Aufgaben' },
      status: { planning: 'Stellungen werden gewählt' },
      step: { generate: 'Stapel' },
      facts: { positionsLoaded: 'Gezogene Stellungen', keys: 'Richtige Optionen' },
    },
    lessons: {
      item: { one: 'Lektion', other: 'Lektionen' },
      items: { section: { one: 'Abschnitt', other: 'Abschnitte' } },
      status: { planning: 'In Planung', running: 'Wird geschrieben' },
      step: { generate: 'Stapel', section: 'Abschnitt', kit: 'Zusammenfassung der Materialmappe' },
      facts: { lessons: 'Lektionen', positionsLoaded: 'Gezogene Stellungen', keys: 'Richtige Optionen' },
      inputs: { batchSize: 'Lektionen pro Aufruf', addTo: 'Hinzugefügt zu Kurs' },
    },
    course: {
      item: { one: 'Teil', other: 'Teile' },
      status: { planning: 'In Planung', running: 'Wird geschrieben' },
      step: {
        generate: 'Lektionen',
        drills: 'Aufgaben',
        section: 'Abschnitt',
        kit: 'Zusammenfassung der Materialmappe',
      },
      facts: {
        lessons: 'Lektionen',
        sections: 'Abschnitte',
        positionsLoaded: 'Gezogene Stellungen',
        keys: 'Richtige Optionen',
      },
      inputs: {
        lessons: 'Lektionen',
        drillsPerLesson: 'Aufgaben je Lektion',
        sections: 'Abschnitte',
        mode: 'Vorgehen',
        course: 'Führt fort',
      },
    },
    regenerate: {
      item: { one: 'Dokument', other: 'Dokumente' },
      status: { planning: 'In Planung', running: 'Wird geschrieben' },
      step: { generate: 'Dokument', plan: 'Plan' },
      inputs: { targets: 'Dokumente', propose: 'Nur Vorschläge' },
    },
  },
}
