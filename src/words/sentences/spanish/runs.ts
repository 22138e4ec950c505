import type { OfRuns } from '../sentences.js'

/** The Spanish of what is said of runs, requests and alerts. */
export const spanishRuns: OfRuns = {
  // Calls.
  'The call was stopped': 'La llamada se detuvo',
  'The call was not made': 'La llamada no se hizo',
  'The answer ended before it was whole': 'La respuesta terminó antes de estar completa',
  '{{provider}} will not be called for {{said.duration}}: {{said.reason}}':
    'No se llamará a {{provider}} durante {{said.duration}}: {{said.reason}}',
  '{{provider}} did not answer within {{said.duration}}': '{{provider}} no respondió en {{said.duration}}',
  '{{provider}} fell silent for {{said.duration}}': '{{provider}} no envió nada más durante {{said.duration}}',
  '{{provider}} sent something that is not JSON': '{{provider}} ha enviado algo que no es JSON',
  '{{provider}} sent JSON without an answer in it': '{{provider}} ha enviado JSON sin respuesta',
  '{{provider}} sent a piece of more than 2 MB': '{{provider}} ha enviado un fragmento de más de 2 MB',
  '{{provider}} sent an answer of more than 8 MB': '{{provider}} ha enviado una respuesta de más de 8 MB',
  '{{provider}} sent an answer that is not UTF-8': '{{provider}} ha enviado una respuesta que no es UTF-8',
  '{{provider}} could not be asked: its baseURL or its apiKey holds characters that cannot be sent':
    'No se pudo consultar a {{provider}}: su baseURL o su apiKey contiene caracteres que no se pueden enviar',
  '{{provider}} sent nothing for 5 minutes, and Node waits no longer: have it stream, or ask for less at once':
    '{{provider}} no envió nada durante 5 minutos, y Node no espera más: haga que responda en streaming o pida menos de una vez',
  '{{provider}} could not be reached at {{host}} ({{code}}): check its baseURL':
    'No se pudo acceder a {{provider}} en {{host}} ({{code}}): compruebe su baseURL',
  'The connection to {{provider}} broke off': 'La conexión con {{provider}} se interrumpió',
  'The connection to {{provider}} broke off ({{code}})': 'La conexión con {{provider}} se interrumpió ({{code}})',
  '{{provider}} has no credit left: top up the account': 'En {{provider}} no queda crédito: recargue la cuenta',
  '{{provider}} has no credit left ({{status}}): top up the account':
    'En {{provider}} no queda crédito ({{status}}): recargue la cuenta',
  '{{provider}} refused our key: check its apiKey': '{{provider}} rechazó nuestra clave: compruebe su apiKey',
  '{{provider}} refused our key ({{status}}): check its apiKey':
    '{{provider}} rechazó nuestra clave ({{status}}): compruebe su apiKey',
  '{{provider}} wants a key and was given none: check its apiKey':
    '{{provider}} exige una clave y no recibió ninguna: compruebe su apiKey',
  '{{provider}} wants a key and was given none ({{status}}): check its apiKey':
    '{{provider}} exige una clave y no recibió ninguna ({{status}}): compruebe su apiKey',
  '{{provider}} had no room at its flex tier ({{status}}): asked again at the normal one':
    '{{provider}} no tenía capacidad en su nivel flex ({{status}}): se repitió la petición en el normal',
  '{{provider}} asked us to slow down (429)': '{{provider}} pidió ir más despacio (429)',
  '{{provider}} failed': '{{provider}} falló',
  '{{provider}} failed ({{status}})': '{{provider}} falló ({{status}})',
  '{{provider}} does not take {{parameter}} for {{model}} ({{status}}): left out from now on, and asked again':
    '{{provider}} no acepta {{parameter}} para {{model}} ({{status}}): se omite a partir de ahora y se repitió la petición',
  '{{provider}} does not know the model "{{model}}": check the model\'s name':
    '{{provider}} no conoce el modelo «{{model}}»: compruebe el nombre del modelo',
  '{{provider}} does not know the model "{{model}}" ({{status}}): check the model\'s name':
    '{{provider}} no conoce el modelo «{{model}}» ({{status}}): compruebe el nombre del modelo',
  '{{provider}} has nothing at this address (404): check its baseURL':
    '{{provider}} no tiene nada en esta dirección (404): compruebe su baseURL',
  '{{provider}} cannot be made to write JSON in this way ({{status}}): set its capabilities':
    'De este modo no se puede hacer que {{provider}} escriba JSON ({{status}}): configure sus capabilities',
  '{{provider}} rejected the request ({{status}})': '{{provider}} rechazó la petición ({{status}})',
  '{{provider}} declined to answer': '{{provider}} se negó a responder',
  'The answer of {{provider}} was cut off at its length limit':
    'La respuesta de {{provider}} se cortó en su límite de longitud',
  'The answer of {{provider}} could not be read: {{said.problem}}':
    'La respuesta de {{provider}} no se pudo leer: {{said.problem}}',
  'The answer of {{provider}} was not what was requested': 'La respuesta de {{provider}} no era lo que se solicitó',
  'The answer was not what was requested': 'La respuesta no era lo que se solicitó',
  'The answer was not what was requested: see {{keys}}': 'La respuesta no era lo que se solicitó: véase {{keys}}',
  '1 second': '1 segundo',
  '{{count}} seconds': '{{count}} segundos',
  '1 minute': '1 minuto',
  '{{count}} minutes': '{{count}} minutos',
  '1 hour': '1 hora',
  '{{count}} hours': '{{count}} horas',
  'it was empty': 'estaba vacía',
  'it held no JSON': 'no contenía JSON',
  'it was no JSON, and too long to be repaired': 'no era JSON, y era demasiado larga para repararla',
  'it was no JSON and could not be repaired': 'no era JSON y no se pudo reparar',
  'it was longer than {{max}} characters': 'tenía más de {{max}} caracteres',
  'it was nested deeper than {{max}} levels': 'su anidamiento superaba el máximo de niveles: {{max}}',
  'nothing with this key came back': 'no llegó nada con esta clave',
  'no drill with this key came back': 'no volvió ningún ejercicio con esta clave',
  'no lesson with this key came back': 'no volvió ninguna lección con esta clave',
  'more than one drill came back with this key': 'volvió más de un ejercicio con esta clave',
  'more than one lesson came back with this key': 'volvió más de una lección con esta clave',
  '{{provider}} does not list the model "{{model}}" any more: set another one':
    '{{provider}} ya no ofrece el modelo «{{model}}»: configure otro',
  '{{provider}} shuts the model "{{model}}" down on {{date}}: set another one before':
    '{{provider}} retira el modelo «{{model}}» el {{date}}: configure otro antes',
  'The time for this request was up before an answer came':
    'El tiempo para esta solicitud se agotó antes de que llegara una respuesta',
  'The time for this request is not enough for another call':
    'El tiempo para esta solicitud no alcanza para otra llamada',
  'A request may make {{max}} calls, and they are made':
    'Ya se han hecho todas las llamadas que permite una solicitud: {{max}}',
  'A request may use {{max}} tokens, and they are used':
    'Ya se han usado todos los tokens que permite una solicitud: {{max}}',
  'A request may cost {{max}}, and that is spent': 'Ya se ha gastado todo lo que puede costar una solicitud: {{max}}',
  // Steps, and the end of a run.
  'Something went wrong while working on this step; it is tried again':
    'Algo salió mal al procesar este paso; se vuelve a intentar',
  'one of its steps was started {{count}} times and never came to an end':
    'uno de sus pasos no terminó nunca; veces que se inició: {{count}}',
  'The worker stopped before it was done': 'El proceso de trabajo se detuvo antes de terminar',
  'The lease on step {{step}} was lost': 'Se perdió la asignación del paso {{step}}',
  'The database did not keep what was saved': 'La base de datos no conservó lo que se guardó',
  'It is tried again': 'Se vuelve a intentar',
  'Teachers and editors see why': 'Docentes y editores pueden ver el motivo',
  '1 of {{requested}} is missing': 'Falta 1 de {{requested}}',
  '{{missing}} of {{requested}} are missing': 'Faltan {{missing}} de {{requested}}',
  'And {{count}} more': 'Y {{count}} más',
  '{{finished}} of {{requested}} were finished and are kept':
    'Se conserva lo que se terminó: {{finished}} de {{requested}}',
  'The run could not be finished': 'La ejecución no se pudo terminar',
  'The run could not be finished: {{said.problem}}': 'La ejecución no se pudo terminar: {{said.problem}}',
  'the run took longer than it may': 'la ejecución tardó más de lo permitido',
  'it was cancelled': 'se canceló',
  cancelled: 'cancelado',
  'it was never done': 'no llegó a hacerse',
  'for reasons unknown': 'por motivos desconocidos',
  'no step was opened for it': 'no se abrió ningún paso para ello',
  'It waits for the summary of the kit, which another step is writing':
    'Espera el resumen del kit, que otro paso está escribiendo',
  'It waits for the plan, which another step is writing': 'Espera el plan, que otro paso está escribiendo',
  'It waits for the lessons': 'Espera las lecciones',
  'It waits for call {{number}}': 'Espera la llamada {{number}}',
  'It waits for "{{title}}"': 'Espera «{{title}}»',
  'call {{number}} of this section brought nothing: {{said.reason}}':
    'la llamada {{number}} de esta sección no aportó nada: {{said.reason}}',
  'what an earlier call of this section wrote does not hold any more: {{said.reason}}':
    'lo que escribió una llamada anterior de esta sección ya no es válido: {{said.reason}}',
  '"{{title}}", which it is written from, is missing: {{said.reason}}':
    'falta «{{title}}», a partir de lo cual se escribe: {{said.reason}}',
  'it was deleted': 'se eliminó',
  'it was never written': 'no llegó a escribirse',
  'it is not there any more': 'ya no existe',
  'the position was deleted': 'la posición se eliminó',
  'the drill was deleted': 'el ejercicio se eliminó',
  'the document was deleted': 'el documento se eliminó',
  'the course was deleted': 'el curso se eliminó',
  'the course {{id}} was deleted': 'el curso {{id}} se eliminó',
  'the lesson was deleted': 'la lección se eliminó',
  'the lesson was not created': 'la lección no se creó',
  'the run has no course': 'la ejecución no tiene ningún curso',
  'the position has no other legal move to choose from':
    'la posición no tiene ninguna otra jugada legal entre las que elegir',
  'fewer positions were left than when the run was requested':
    'quedaban menos posiciones que cuando se solicitó la ejecución',
  'the plan has {{lessons}} lessons that are not there yet': 'lecciones del plan que aún no existen: {{lessons}}',
  'the course does not have its lesson any more': 'el curso ya no tiene su lección',
  'the course has no lesson that it could be written from':
    'el curso no tiene ninguna lección a partir de la cual se pueda escribir',
  'the course goes on from lessons that are there; plan them first, by these titles: {{said.titles}}':
    'el curso continúa lecciones que ya existen; planifíquelas primero, con estos títulos: {{said.titles}}',
  'it came out as it was: do what feedback says': 'salió igual que antes: haga lo que dice feedback',
  'its format "{{format}}" is not there any more, or has no such parts':
    'su formato «{{format}}» ya no existe, o no tiene tales partes',
  'none of its parts can be written any more': 'ya no se puede escribir ninguna de sus partes',
  'No good plan came back; it is asked for once more in a simpler way':
    'No llegó ningún plan válido; se solicita una vez más de forma más sencilla',
  'No plan could be made, and there is none that could stand in for it':
    'No se pudo crear ningún plan, y no hay ninguno que pueda sustituirlo',
  'No plan could be made; the last good plan of the same objective ({{plan}}) stands in for it':
    'No se pudo crear ningún plan; lo sustituye el último plan válido del mismo objetivo ({{plan}})',
  "No plan could be made; the run's fallback plan ({{plan}}) stands in for it":
    'No se pudo crear ningún plan; lo sustituye el plan de reserva de la ejecución ({{plan}})',
  'The format "{{format}}" has no section "{{section}}" any more':
    'El formato «{{format}}» ya no tiene la sección «{{section}}»',
  'summary: {{said.problem}}': 'resumen: {{said.problem}}',
  'it has {{given}} characters, it must be {{max}} words or fewer':
    'caracteres que tiene: {{given}}; palabras permitidas como máximo: {{max}}',
  'nothing is said of the sources {{sources}}': 'no se dice nada de estas fuentes: {{sources}}',
  '[{{keys}}] is no source': '[{{keys}}] no es una fuente',
  'expected text': 'se esperaba texto',
  'The plan may not be used any more; it is looked for again': 'El plan ya no se puede usar; se busca de nuevo',
  'Another step is writing the plan': 'Otro paso está escribiendo el plan',
  'The plan that was to stand in is gone; it is looked for again': 'El plan sustituto ya no está; se busca de nuevo',
  'A plan was written: {{plan}}': 'Se ha escrito un plan: {{plan}}',
  'A plan was written anew, because what it is made from has changed; {{plan}} is the one that a person edited':
    'Se ha escrito un plan nuevo porque ha cambiado aquello de lo que parte; {{plan}} es el que editó una persona',
  'A copy of the plan {{plan}} waits for approval: {{copy}}': 'Una copia del plan {{plan}} espera aprobación: {{copy}}',
  '{{said.budget}} is used up: {{used}} of {{limit}} tokens are used, and the next call may take up to {{needed}}':
    '{{said.budget}} está agotado: se han usado {{used}} de {{limit}} tokens, y la próxima llamada puede necesitar hasta {{needed}}',
  '{{said.budget}} is used up: {{used}} of {{limit}} are used, and the next call may take up to {{needed}}':
    '{{said.budget}} está agotado: se han usado {{used}} de {{limit}}, y la próxima llamada puede costar hasta {{needed}}',
  '{{said.budget}} for today (UTC)': '{{said.budget}} para hoy (UTC)',
  '{{said.budget}} for this month (UTC)': '{{said.budget}} para este mes (UTC)',
  'The budget of this run': 'El presupuesto de esta ejecución',
  "The requester's budget": 'El presupuesto del solicitante',
  "The budget of the requester's role": 'El presupuesto del rol del solicitante',
  'The budget of this site': 'El presupuesto de este sitio',
  'Raise it and resume the run to go on': 'Auméntelo y reanude la ejecución para seguir',
  'It goes on when the budget is raised': 'Continúa cuando se aumente el presupuesto',
  'It goes on by itself on {{time}} UTC, or when the budget is raised':
    'Continúa por sí sola el {{time}} UTC, o cuando se aumente el presupuesto',
  'Its plan waits for approval: edit it if you like, then resume the run':
    'Su plan espera aprobación: edítelo si quiere y después reanude la ejecución',
}
