const steps = { batch: 'lote', section: 'sección', kit: 'resumen del kit' }
const facts = { positionsLoaded: 'Posiciones extraídas', keys: 'Opciones correctas' }

/** What our kinds of content call their items, steps and facts; English has these words beside each kind. */
export const spanishKinds = {
  kinds: {
    drillSeries: {
      item: { one: 'ejercicio', other: 'ejercicios' },
      status: { planning: 'Eligiendo posiciones' },
      step: { generate: steps.batch },
      facts,
    },
    lessons: {
      item: { one: 'lección', other: 'lecciones' },
      items: { section: { one: 'sección', other: 'secciones' } },
      status: { planning: 'Planificando', running: 'Redactando' },
      step: { generate: steps.batch, section: steps.section, kit: steps.kit },
      facts: { lessons: 'Lecciones', ...facts },
      inputs: { batchSize: 'Lecciones por llamada', addTo: 'Añadido al curso' },
    },
    course: {
      item: { one: 'parte', other: 'partes' },
      status: { planning: 'Planificando', running: 'Redactando' },
      step: { generate: 'lecciones', drills: 'ejercicios', section: steps.section, kit: steps.kit },
      facts: { lessons: 'Lecciones', sections: 'Secciones', ...facts },
      inputs: {
        lessons: 'Lecciones',
        drillsPerLesson: 'Ejercicios por lección',
        sections: 'Secciones',
        mode: 'Modo',
        course: 'Continúa el curso',
      },
    },
    regenerate: {
      item: { one: 'documento', other: 'documentos' },
      status: { planning: 'Planificando', running: 'Redactando' },
      step: { generate: 'documento', plan: 'plan' },
      inputs: { targets: 'Documentos', propose: 'Solo proponer' },
    },
  },
}
