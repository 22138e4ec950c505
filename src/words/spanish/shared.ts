/** Amounts, and what any component may have to say. */
export const spanishShared = {
  amounts: {
    unknownPrice: 'precio desconocido',
    free: '$0',
    lessThan: 'menos de {{amount}}',
    moreThan: 'más de {{amount}}',
    seconds: '{{seconds}} s',
    minutes: '{{minutes}} min {{seconds}} s',
    hours: '{{hours}} h {{minutes}} min',
    bytes: '{{size}} bytes',
    kB: '{{size}} kB',
    MB: '{{size}} MB',
    GB: '{{size}} GB',
  },
  shared: {
    unreachable: 'No se puede acceder al servidor. Compruebe la conexión y vuelva a intentarlo.',
    unexpected: 'El servidor dio una respuesta que no se puede leer.',
    wrongStatus: 'La ejecución ha avanzado entretanto: su estado actual es «{{status}}».',
    loading: 'Cargando…',
  },
}
