/** What is said of runs of the built-in kinds; English has it from the kinds themselves. */
export const frenchKinds = {
  kinds: {
    drillSeries: {
      item: { one: 'exercice', other: 'exercices' },
      status: { planning: 'Choix des positions' },
      step: { generate: 'lot' },
      facts: { positionsLoaded: 'Positions tirées', keys: 'Bons choix' },
    },
    lessons: {
      item: { one: 'leçon', other: 'leçons' },
      items: { section: { one: 'section', other: 'sections' } },
      status: { planning: 'Planification', running: 'Rédaction' },
      step: { generate: 'lot', section: 'section', kit: 'résumé du kit' },
      facts: { lessons: 'Leçons', positionsLoaded: 'Positions tirées', keys: 'Bons choix' },
      inputs: { batchSize: 'Leçons par appel', addTo: 'Ajoutées au cours' },
    },
    course: {
      item: { one: 'partie', other: 'parties' },
      status: { planning: 'Planification', running: 'Rédaction' },
      step: { generate: 'leçons', drills: 'exercices', section: 'section', kit: 'résumé du kit' },
      facts: { lessons: 'Leçons', sections: 'Sections', positionsLoaded: 'Positions tirées', keys: 'Bons choix' },
      inputs: {
        lessons: 'Leçons',
        drillsPerLesson: 'Exercices par leçon',
        sections: 'Sections',
        mode: 'Mode',
        course: 'Poursuit',
      },
    },
    regenerate: {
      item: { one: 'document', other: 'documents' },
      status: { planning: 'Planification', running: 'Rédaction' },
      step: { generate: 'document', plan: 'plan' },
      inputs: { targets: 'Documents', propose: 'Propositions seulement' },
    },
  },
}
