import type { OfRequests } from '../sentences.js'

/** The Spanish of what is told of requests, and of alerts. */
export const spanishRequests: OfRequests = {
  // What a run or an estimate tells.
  'The series has as many drills as were requested: nothing is to be made':
    'La serie ya tiene tantos ejercicios como se solicitaron: no hay nada que crear',
  'The course has all that was asked for: nothing is to be made':
    'El curso ya tiene todo lo que se pidió: no hay nada que crear',
  'The course has as many lessons as were requested: nothing is to be made':
    'El curso ya tiene tantas lecciones como se solicitaron: no hay nada que crear',
  'Nothing was asked for: nothing is to be made': 'No se pidió nada: no hay nada que crear',
  'Each lesson gets 1 drill instead of {{wanted}}: the library has no more positions':
    'Cada lección recibe 1 ejercicio en lugar de {{wanted}}: la biblioteca no tiene más posiciones',
  'Each lesson gets {{drills}} drills instead of {{wanted}}: the library has no more positions':
    'Cada lección recibe {{drills}} ejercicios en lugar de {{wanted}}: la biblioteca no tiene más posiciones',
  'A call writes one lesson instead of {{wanted}}: the model could not take or write more at once':
    'Una llamada escribe una lección en lugar de {{wanted}}: el modelo no podría recibir ni escribir más de una vez',
  'A call writes {{lessons}} lessons instead of {{wanted}}: the model could not take or write more at once':
    'Una llamada escribe {{lessons}} lecciones en lugar de {{wanted}}: el modelo no podría recibir ni escribir más de una vez',
  '{{target}} drills were requested, {{possible}} are possible: a series draws at most {{max}} positions per phase and the library has {{counts}}':
    'Ejercicios solicitados: {{target}}; posibles: {{possible}}. Posiciones que una serie toma de cada fase como máximo: {{max}}; en la biblioteca hay: {{counts}}',
  'Not every phase has enough positions for an equal share ({{counts}}): the others give more drills instead':
    'No todas las fases tienen posiciones suficientes para un reparto igual ({{counts}}): las demás aportan más ejercicios en su lugar',
  // What is wrong with a request.
  'name the course to fill, or leave mode out to make a new one':
    'indique el curso que se debe completar, u omita mode para crear uno nuevo',
  'name the course to fill, with addTo': 'indique con addTo el curso que se debe completar',
  'say what the course is about: give topic, curriculum, or objectives':
    'diga de qué trata el curso: indique topic, curriculum u objectives',
  'give either count or fillTo: fillTo counts what the course has already':
    'indique count o fillTo, no ambos: fillTo cuenta lo que el curso ya tiene',
  'give either targetDrillCount or fillTo: fillTo counts what the series has already':
    'indique targetDrillCount o fillTo, no ambos: fillTo cuenta lo que la serie ya tiene',
  'the course is of the format "{{format}}"; leave it out': 'el curso es del formato «{{format}}»; omítalo',
  'there is no format "{{format}}"': 'no existe el formato «{{format}}»',
  'the format "{{format}}" is gone': 'el formato «{{format}}» ya no existe',
  'the format "{{format}}" has no plan; leave it out': 'el formato «{{format}}» no tiene plan; omítalo',
  '"{{given}}" is none of {{allowed}}': '«{{given}}» no es ninguno de estos: {{allowed}}',
  'curriculum {{id}} has {{given}}, more than a course covers: name at most {{max}}':
    'el currículo {{id}} tiene {{given}}, más de los que abarca un curso: indique {{max}} como máximo',
  'name the curriculum that the numbers are of, or give statements':
    'indique el currículo al que pertenecen los números, o dé formulaciones',
  'name the curriculum that they are of': 'indique el currículo al que pertenecen',
  'the curriculum has none': 'el currículo no tiene ninguno',
  'give one of its {{count}} statements, or 0 to {{last}}':
    'indique una de sus formulaciones (hay {{count}}) o un número de 0 a {{last}}',
  'give some of its {{count}} statements': 'indique algunas de sus formulaciones (hay {{count}})',
  'is no objective of the curriculum: {{said.allowed}}': 'no es un objetivo del currículo: {{said.allowed}}',
  'name the game that the drills are of': 'indique el juego al que pertenecen los ejercicios',
  'name the game that they are of': 'indique el juego al que pertenecen',
  'there is no game "{{game}}"': 'no existe el juego «{{game}}»',
  'the curriculum is for {{given}}, not for {{wanted}}': 'el currículo es para {{given}}, no para {{wanted}}',
  '"{{key}}" is written from "{{missing}}", which is not there: name it too':
    '«{{key}}» se escribe a partir de «{{missing}}», que no existe: indíquelo también',
  '{{key}} is named twice': '{{key}} se indica dos veces',
  'the lesson has no parts that a run wrote; name its sections':
    'la lección no tiene partes escritas por una ejecución; indique sus secciones',
  'no run wrote any part of it, so there is nothing to write anew':
    'ninguna ejecución escribió parte alguna de él, así que no hay nada que redactar de nuevo',
  'it has no part {{parts}}; it has {{allowed}}': 'partes que no tiene: {{parts}}; tiene {{allowed}}',
  'give the id of a document': 'indique el id de un documento',
  'give a statement or a number': 'indique un enunciado o un número',
  'use one of {{allowed}}': 'use uno de estos: {{allowed}}',
  'is unknown: money is in US dollars, give maxCostUsd':
    'es desconocido: los importes van en dólares estadounidenses; indique maxCostUsd',
  // Why a document could not be published.
  'Something went wrong': 'Algo salió mal',
  // Alerts.
  '{{timeouts}} of {{calls}} calls of the last hour had no answer in time: look at the provider, or give calls longer (model.timeoutMs)':
    'Llamadas de la última hora sin respuesta a tiempo: {{timeouts}} de {{calls}}; revise el proveedor o dé más tiempo a las llamadas (model.timeoutMs)',
  '{{others}} of {{calls}} calls of the last hour went to another provider than the first: the log says how calls to the first one ended':
    'Llamadas de la última hora que fueron a un proveedor distinto del primero: {{others}} de {{calls}}; el registro dice cómo terminaron las llamadas al primero',
  'Only {{passes}} of {{answers}} answers of the last hour were what was requested: a model may have changed, or is too small for its task':
    'Respuestas de la última hora que eran lo que se solicitó: solo {{passes}} de {{answers}}; puede que un modelo haya cambiado o sea demasiado pequeño para su tarea',
  'The queue stands still: 1 step is due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'La cola está parada: hay 1 paso pendiente, el más antiguo desde hace {{minutes}} min, y no se ha iniciado ni terminado ninguno',
  'The queue stands still: {{steps}} steps are due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'La cola está parada: hay {{steps}} pasos pendientes, el más antiguo desde hace {{minutes}} min, y no se ha iniciado ni terminado ninguno',
  'No worker was seen within the last minute: start one':
    'En el último minuto no se ha visto ningún proceso de trabajo: inicie uno',
  '1 worker is there: look at the log of the workers, and whether they work on this queue':
    'Hay 1 proceso de trabajo: revise el registro de los procesos de trabajo y si atienden esta cola',
  '{{workers}} workers are there: look at the log of the workers, and whether they work on this queue':
    'Hay {{workers}} procesos de trabajo: revise el registro de los procesos de trabajo y si atienden esta cola',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} waits: they go on by themselves; if this stays so, add workers and raise the limit':
    'Ejecuciones en curso: {{running}}, tantas como puede haber a la vez (limits.maxRunning), y {{waiting}} espera: continúan por sí solas; si esto sigue así, añada procesos de trabajo y aumente el límite',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} wait: they go on by themselves; if this stays so, add workers and raise the limit':
    'Ejecuciones en curso: {{running}}, tantas como puede haber a la vez (limits.maxRunning), y {{waiting}} esperan: continúan por sí solas; si esto sigue así, añada procesos de trabajo y aumente el límite',
  'The {{drafts}} drafts of the kind "{{kind}}" of the last day have a mean score of {{score}}, below {{min}}: GET /generation/quality says which flags they have, by model and prompt':
    'Los borradores del tipo «{{kind}}» del último día ({{drafts}}) tienen una valoración media de {{score}}, inferior a {{min}}: GET /generation/quality dice qué avisos tienen, por modelo y versión de las instrucciones',
  'Requests of user {{user}} ({{role}}) were refused more than {{max}} times within an hour, the last one with {{code}}: raise the limit, or ask what sends them':
    'Solicitudes del usuario {{user}} ({{role}}) rechazadas en una hora: más de {{max}}, la última con {{code}}; aumente el límite o averigüe qué las envía',
  'Run {{run}} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough':
    'La ejecución {{run}} seguía abierta cuando se agotó su tiempo, y se terminó con lo que tenía. Compruebe si los procesos de trabajo se hacen cargo de pasos y si son suficientes',
  'Run {{run}} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of {{table}}':
    'A la ejecución {{run}} no le quedaba ningún paso que pudiera terminarla, y recibió uno. Los pasos solo los escriben los procesos de trabajo: averigüe quién más escribe o elimina filas de {{table}}',
  'Step {{step}} of run {{run}} came to an end only when it was started {{count}} times':
    'El paso {{step}} de la ejecución {{run}} no terminó hasta su inicio número {{count}}',
  'Step {{step}} of run {{run}} was started {{count}} times and never came to an end, so the run was given up':
    'El paso {{step}} de la ejecución {{run}} no terminó nunca (veces que se inició: {{count}}), así que se abandonó la ejecución',
  'Step {{step}} of run {{run}} broke off {{count}} times and was given up':
    'Se abandonó el paso {{step}} de la ejecución {{run}}; veces que se interrumpió: {{count}}',
  'The last time: {{said.reason}}': 'La última vez: {{said.reason}}',
  'The log of the workers says more': 'El registro de los procesos de trabajo dice más',
  'The log of the workers says how it broke off; where they were killed, look at their memory':
    'El registro de los procesos de trabajo dice cómo se interrumpió; si el sistema los cerró, revise su memoria',
  'The budget of the site for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'El presupuesto del sitio para este día (UTC) {{said.state}}: {{used}} de {{limit}}',
  'The budget of the site for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'El presupuesto del sitio para este mes (UTC) {{said.state}}: {{used}} de {{limit}}',
  'The budget of {{said.owner}} for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'El presupuesto de {{said.owner}} para este día (UTC) {{said.state}}: {{used}} de {{limit}}',
  'The budget of {{said.owner}} for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'El presupuesto de {{said.owner}} para este mes (UTC) {{said.state}}: {{used}} de {{limit}}',
  'is used up': 'se ha agotado',
  'is used to {{percent}} %': 'se ha usado al {{percent}} %',
  'Runs that need it wait until the window opens, or somebody raises it':
    'Las ejecuciones que lo necesitan esperan hasta que empiece el siguiente periodo o alguien lo aumente',
  'The budget of the site for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'El presupuesto del sitio para un día (UTC) es demasiado pequeño: una llamada puede necesitar hasta {{needed}}, y el límite es {{limit}}',
  'The budget of the site for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'El presupuesto del sitio para un mes (UTC) es demasiado pequeño: una llamada puede necesitar hasta {{needed}}, y el límite es {{limit}}',
  'The budget of {{said.owner}} for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'El presupuesto de {{said.owner}} para un día (UTC) es demasiado pequeño: una llamada puede necesitar hasta {{needed}}, y el límite es {{limit}}',
  'The budget of {{said.owner}} for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'El presupuesto de {{said.owner}} para un mes (UTC) es demasiado pequeño: una llamada puede necesitar hasta {{needed}}, y el límite es {{limit}}',
  'Runs that wait for it go on when somebody raises it':
    'Las ejecuciones que lo esperan continúan cuando alguien lo aumente',
  '{{provider}} ({{model}}) will not be called for {{said.duration}}: {{said.reason}}':
    'No se llamará a {{provider}} ({{model}}) durante {{said.duration}}: {{said.reason}}',
  'Nobody was left to tell what became of this call. It counts as the most that it can have taken':
    'No quedó nadie que pudiera decir qué fue de esta llamada. Se cuenta como el máximo que puede haber consumido',
  'user {{user}}': 'la persona {{user}}',
  'role {{role}}': 'el rol {{role}}',
}
