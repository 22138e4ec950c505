/** What plans and kits say of themselves on their pages. */
export const spanishPlans = {
  plan: {
    title: 'Este plan',
    readyUntil: 'Las ejecuciones que necesiten este plan lo encuentran aquí hasta {{time}}.',
    expired: 'Ha caducado ({{time}}): la próxima ejecución que lo necesite encargará uno nuevo.',
    stale:
      'Han cambiado desde que se escribió: {{sources}}. Las ejecuciones basadas en su contenido actual encargarán un plan nuevo.',
    issues: 'Lo que aún le falta:',
    hits: 'Reutilizado',
    hitsUntil_one: '{{hits}} vez; la última: {{time}}',
    hitsUntil_other: '{{hits}} veces; la última: {{time}}',
    dependents: 'Escrito a partir de él',
    noDependents: 'nada todavía',
    lessons_one: '{{count}} lección',
    lessons_other: '{{count}} lecciones',
    sections_one: '{{count}} sección',
    sections_other: '{{count}} secciones',
    courses_one: '{{count}} curso',
    courses_other: '{{count}} cursos',
    approve: 'Aprobar y continuar',
    share: 'Usar para todos',
    purge: 'Dejar de usar',
    done: 'Hecho.',
  },
  kitFile: {
    button: 'Añadir un archivo',
    hint: 'TXT, Markdown, DOCX o PDF, de 10 MB como máximo. Su contenido se convierte en fuentes, más abajo, que se guardan con el kit.',
    reading: 'Leyendo el archivo…',
    added_one: 'Se ha añadido 1 fuente más abajo. Guarde el kit para conservarla.',
    added_other: 'Se han añadido {{count}} fuentes más abajo. Guarde el kit para conservarlas.',
  },
  planStates: {
    writing: 'Se está redactando.',
    awaiting:
      'Espera su aprobación. Si lo desea, edítelo antes: su ejecución continuará con el plan tal como lo haya guardado.',
    ready: 'Las ejecuciones que necesiten este plan lo encuentran aquí.',
    stale: 'No se pudo crear un plan nuevo, así que se usó esta copia del último válido.',
    edited: 'Una persona lo editó. Las ejecuciones lo usan tal como está y nada lo sustituye.',
  },
  /** Of proposals and plans, in their lists. */
  rowStates: {
    open: 'Abierta',
    accepted: 'Aceptada',
    partly: 'Aceptada en parte',
    rejected: 'Rechazada',
    superseded: 'Reemplazada',
    writing: 'En redacción',
    awaiting: 'Espera aprobación',
    ready: 'Listo',
    stale: 'Copia de uno anterior',
    edited: 'Editado',
  },
  /** What plans and drafts are written from. */
  planSources: { curriculum: 'currículo', profile: 'perfil', kit: 'kit', plan: 'plan', position: 'posición' },
}
