import type { OfContent } from '../sentences.js'

/** The Spanish of what is said of drafts, parts and files. */
export const spanishContent: OfContent = {
  // Drills and questions.
  'the drill shows {{shown}}, but the library now has {{library}}':
    'el ejercicio muestra {{shown}}, pero la biblioteca tiene ahora {{library}}',
  'solution "{{move}}" is not a legal move in the position':
    'la solución «{{move}}» no es una jugada legal en la posición',
  'solution is "{{move}}", the library has "{{best}}"': 'la solución es «{{move}}»; la biblioteca tiene «{{best}}»',
  'solution is "{{move}}", it must be "{{best}}"': 'la solución es «{{move}}»; debe ser «{{best}}»',
  'solution is "{{move}}", but the choice marked correct is "{{marked}}"':
    'la solución es «{{move}}», pero la opción marcada como correcta es «{{marked}}»',
  'choice "{{move}}" is not a legal move in the position': 'la opción «{{move}}» no es una jugada legal en la posición',
  'choice {{choice}} is given twice': 'la opción {{choice}} aparece dos veces',
  'choice {{choice}} is given {{times}} times': 'la opción {{choice}} aparece {{times}} veces',
  'choice "{{move}}" is marked wrong but is the solution':
    'la opción «{{move}}» está marcada como incorrecta, pero es la solución',
  'choice "{{move}}" is marked wrong but is as good as the solution':
    'la opción «{{move}}» está marcada como incorrecta, pero es tan buena como la solución',
  'choice "{{move}}" is marked wrong but is a solution in the library':
    'la opción «{{move}}» está marcada como incorrecta, pero es una solución en la biblioteca',
  'choice {{choice}} is contained in choice {{other}}': 'la opción {{choice}} está contenida en la opción {{other}}',
  'choice {{choice}} stands for all or none of the others':
    'la opción {{choice}} equivale a todas las demás o a ninguna de ellas',
  'choice {{choice}} refers to other choices by letter':
    'la opción {{choice}} se refiere a otras opciones por su letra',
  'choices {{first}} and {{second}} say the same; if the spelling is what is asked, explain each by its spelling':
    'las opciones {{first}} y {{second}} dicen lo mismo; si se pregunta por la ortografía, explique cada una por su ortografía',
  '{{correct}} choices are marked correct, it must be exactly one':
    'opciones marcadas como correctas: {{correct}}; debe haber exactamente una',
  '{{correct}} choices are marked correct, it must be two or more':
    'opciones marcadas como correctas: {{correct}}; debe haber dos o más',
  'every choice is marked correct, at least one must be wrong':
    'todas las opciones están marcadas como correctas; al menos una debe ser incorrecta',
  '{{given}} choices were given, it must be {{wanted}}': 'opciones recibidas: {{given}}; número requerido: {{wanted}}',
  '{{given}} choices are given, a short question has none':
    'opciones recibidas: {{given}}; una pregunta de respuesta escrita no tiene ninguna',
  'there must be {{allowed}} choices, there are {{given}}':
    'número de opciones permitido: {{allowed}}; opciones recibidas: {{given}}',
  'a short question needs its answer': 'una pregunta de respuesta escrita necesita su respuesta',
  'explanation has no words, only markup': 'la explicación no tiene palabras, solo marcas de formato',
  'the explanation does not name the solution "{{move}}"': 'la explicación no nombra la solución «{{move}}»',
  'the explanation does not name what is right, {{right}}': 'la explicación no nombra lo correcto, {{right}}',
  'it is not said why {{choice}} is wrong': 'no se dice por qué {{choice}} es incorrecta',
  '{{said.text}} gives the solution "{{move}}" away': '{{said.text}} revela la solución «{{move}}»',
  '"{{moves}}" is named in {{said.text}}, but is legal neither in the position, nor along the line, nor after a choice named there':
    '«{{moves}}» se nombra en {{said.text}}, pero no es legal ni en la posición, ni a lo largo de la variante, ni después de una opción nombrada allí',
  '"{{moves}}" is named, but is legal neither in the position nor along its line':
    '«{{moves}}» se nombra, pero no es legal ni en la posición ni a lo largo de su variante',
  '"{{moves}}" is named, but is legal neither in one of the positions nor along its line':
    '«{{moves}}» se nombra, pero no es legal ni en una de las posiciones ni a lo largo de su variante',
  prompt: 'el enunciado',
  'the prompt': 'el enunciado',
  explanation: 'la explicación',
  'the explanation': 'la explicación',
  'hint {{number}}': 'la pista {{number}}',
  'rationale of "{{choice}}"': 'la justificación de «{{choice}}»',
  'the rationale of "{{choice}}"': 'la justificación de «{{choice}}»',
  // Parts of lessons, courses and plans.
  '"{{position}}" is shown twice': '«{{position}}» se muestra dos veces',
  '"{{position}}" is none of the positions; use {{allowed}}':
    '«{{position}}» no es ninguna de las posiciones; use {{allowed}}',
  '"{{label}}" is there twice; labels must differ': '«{{label}}» aparece dos veces; los nombres deben ser distintos',
  '"{{label}}" is there twice in the group "{{group}}"; labels must differ':
    '«{{label}}» aparece dos veces en el grupo «{{group}}»; los nombres deben ser distintos',
  '"{{label}}" is there twice below "{{parent}}"': '«{{label}}» aparece dos veces debajo de «{{parent}}»',
  '"{{label}}" has {{words}} words, at most {{max}} are allowed':
    '«{{label}}» tiene {{words}} palabras; el máximo es {{max}}',
  '"{{label}}" is the title of lesson {{number}} already': '«{{label}}» ya es el título de la lección {{number}}',
  '"{{label}}" is the title of no script': '«{{label}}» no es el título de ningún guion',
  'the script "{{label}}" has none': 'el guion «{{label}}» no tiene ninguno',
  'it has no words, only markup': 'no tiene palabras, solo marcas de formato',
  'it has too much markup to be read as markdown; write it plainer':
    'tiene demasiadas marcas de formato para leerse como Markdown; escríbalo de forma más sencilla',
  'write no HTML, there is {{html}}': 'no escriba HTML; hay {{html}}',
  'write no images': 'no ponga imágenes',
  'headings must begin at level {{level}}: write ### or smaller':
    'los encabezados deben empezar en el nivel {{level}}: escriba ### o uno menor',
  'write links as [words](https://…), where they stand':
    'escriba los enlaces como [palabras](https://…), allí donde aparecen',
  'write at least {{min}} words, there are {{words}}': 'palabras que escribir como mínimo: {{min}}; hay {{words}}',
  'write at most {{max}} words, there are {{words}}': 'palabras que escribir como máximo: {{max}}; hay {{words}}',
  'the link "{{address}}" must lead to http or https': 'el enlace «{{address}}» debe llevar a http o https',
  'the address "{{address}}" is none of the kit\'s; leave it out':
    'la dirección «{{address}}» no es ninguna de las del kit; omítala',
  'must not contain {{said.character}}': 'no debe contener {{said.character}}',
  'a NUL character': 'un carácter NUL',
  'half a character': 'medio carácter',
  '"{{sort}}" is not asked for; use {{allowed}}': 'no se pide «{{sort}}»; use {{allowed}}',
  '"{{objective}}" is none of the objectives; copy one word for word':
    '«{{objective}}» no es ninguno de los objetivos; copie uno palabra por palabra',
  'the same question is there twice': 'la misma pregunta aparece dos veces',
  'it asks nearly the same as question {{number}}; ask something else':
    'pregunta casi lo mismo que la pregunta {{number}}; pregunte otra cosa',
  'there must be one root, a node without parent; there are {{roots}}':
    'debe haber una sola raíz, un nodo que no pertenece a otro; raíces: {{roots}}',
  'the key "{{key}}" is there twice': 'la clave «{{key}}» aparece dos veces',
  '"{{parent}}" is the key of no node': '«{{parent}}» no es la clave de ningún nodo',
  '"{{key}}" has {{children}} children, at most {{max}} are allowed':
    '«{{key}}» tiene {{children}} nodos directamente debajo; el máximo es {{max}}',
  '"{{key}}" is its own ancestor': '«{{key}}» está por encima de sí mismo',
  '"{{key}}" stands on level {{depth}}, at most {{max}} are allowed':
    '«{{key}}» está en el nivel {{depth}}; el máximo es {{max}}',
  'plan exactly {{wanted}} lessons; there are {{given}}':
    'número exacto de lecciones del plan: {{wanted}}; hay {{given}}',
  'no lesson serves the objective "{{objective}}"; name it at one, word for word':
    'ninguna lección sirve al objetivo «{{objective}}»; nómbrelo en una, palabra por palabra',
  'name the objective that it tests, word for word': 'nombre el objetivo que evalúa, palabra por palabra',
  'no question tests the objective "{{objective}}"': 'ninguna pregunta evalúa el objetivo «{{objective}}»',
  'the lesson "{{title}}" is missing: give it a node, with its title word for word as the note':
    'falta la lección «{{title}}»: dele un nodo, con su título palabra por palabra como nota',
  'each step must fit a slide': 'cada paso debe caber en una diapositiva',
  'sort the words into {{groups}} groups or more, by topic':
    'agrupe las palabras por tema; número mínimo de grupos: {{groups}}',
  'it is written in {{language}}; write it in {{wanted}}': 'está escrito en {{language}}; escríbalo en {{wanted}}',
  '[{{key}}] is no source of the kit: {{said.sources}}': '[{{key}}] no es una fuente del kit; {{said.sources}}',
  'it cites no source; name what it rests on by its key in square brackets, as in [{{key}}]: {{said.sources}}':
    'no cita ninguna fuente; indique en qué se basa con su clave entre corchetes, por ejemplo [{{key}}]; {{said.sources}}',
  'its sources are {{sources}}': 'fuentes disponibles: {{sources}}',
  'it has no sources': 'no tiene fuentes',
  'it writes {{written}}; write {{use}}': 'pone {{written}}; escriba {{use}}',
  'it writes {{written}}; the name is {{name}}': 'pone {{written}}; el nombre es {{name}}',
  'it uses {{word}}, which the kit asks to avoid': 'usa {{word}}, que el kit pide evitar',
  'expected {{said.kind}}, got {{said.given}}': 'se esperaba {{said.kind}}; recibido: {{said.given}}',
  'expected the format "{{format}}", got {{said.given}}':
    'se esperaba el formato «{{format}}»; recibido: {{said.given}}',
  'exactly {{size}} characters, got {{said.given}}': 'número exacto de caracteres: {{size}}; recibido: {{said.given}}',
  'exactly {{size}} entries, got {{said.given}}': 'número exacto de elementos: {{size}}; recibido: {{said.given}}',
  'at least {{min}} characters, got {{said.given}}': 'como mínimo {{min}} caracteres; recibido: {{said.given}}',
  'at least 1 character, got {{said.given}}': 'como mínimo 1 carácter; recibido: {{said.given}}',
  'at least {{min}} entries, got {{said.given}}': 'como mínimo {{min}} elementos; recibido: {{said.given}}',
  'at least 1 entry, got {{said.given}}': 'como mínimo 1 elemento; recibido: {{said.given}}',
  'at least {{min}}, got {{said.given}}': 'como mínimo {{min}}; recibido: {{said.given}}',
  'at most {{max}} characters, got {{said.given}}': 'número máximo de caracteres: {{max}}; recibido: {{said.given}}',
  'at most {{max}} entries, got {{said.given}}': 'número máximo de elementos: {{max}}; recibido: {{said.given}}',
  'at most {{max}}, got {{said.given}}': 'como máximo {{max}}; recibido: {{said.given}}',
  'fits none of the allowed forms, got {{said.given}}':
    'no se ajusta a ninguna de las formas permitidas; recibido: {{said.given}}',
  'unexpected "{{names}}"': 'inesperado: «{{names}}»',
  text: 'texto',
  'a number': 'un número',
  'a whole number': 'un número entero',
  'true or false': 'verdadero o falso',
  'a list': 'una lista',
  'an object': 'un objeto',
  nothing: 'nada',
  // What is refused when a draft is saved.
  'There is a part {{part}} above: a document has each part once':
    'Más arriba ya hay una parte {{part}}: un documento tiene cada parte una sola vez',
  'Another row has this id': 'Otra fila tiene este id',
  'The link {{link}} leads nowhere safe: use http, https or mailto':
    'El enlace {{link}} no lleva a un lugar seguro: use http, https o mailto',
  'The plan is being written; edit it when that is done': 'El plan se está escribiendo; edítelo cuando haya terminado',
  // Files of drafts and mind maps.
  'Line {{line}}: {{said.problem}}': 'Línea {{line}}: {{said.problem}}',
  'the file has {{given}} characters, at most {{max}} can be read':
    'el archivo tiene {{given}} caracteres; se pueden leer {{max}} como máximo',
  'the file has {{given}} lines, at most {{max}} can be read':
    'el archivo tiene {{given}} líneas; se pueden leer {{max}} como máximo',
  'it contains {{said.character}}, which text cannot hold':
    'contiene {{said.character}}, que un texto no puede contener',
  'too many lists or quotes begin in it': 'empiezan en él demasiadas listas o citas',
  'it is indented too far': 'tiene demasiada sangría',
  'there is too much markup up to here; write it plainer':
    'hay demasiadas marcas de formato hasta aquí; escríbalo de forma más sencilla',
  '{{said.what}} has {{given}} characters, at most {{max}} are allowed':
    '{{said.what}} tiene {{given}} caracteres; el máximo es {{max}}',
  'a group': 'un grupo',
  'a text': 'un texto',
  'a caption': 'una leyenda',
  'a label': 'un nombre',
  'a title': 'un título',
  'a heading': 'un encabezado',
  'a question': 'una pregunta',
  'a choice': 'una opción',
  'an idea': 'una idea',
  'a note': 'una nota',
  'entries are a list: - **Label**: text': 'las entradas son una lista: - **Nombre**: texto',
  'questions are a numbered list: 1. Question, with its choices below it: - [x] right, - [ ] wrong':
    'las preguntas son una lista numerada: 1. Pregunta, con sus opciones debajo: - [x] correcta, - [ ] incorrecta',
  'boards are a list: - `position`: caption': 'los tableros son una lista: - `position`: leyenda',
  'an item of a list has paragraphs, and below them a list':
    'un elemento de una lista tiene párrafos y, debajo de ellos, una lista',
  'there is a list within it, which has no place here': 'contiene una lista, que aquí no tiene cabida',
  'a question needs words before its choices': 'una pregunta necesita palabras antes de sus opciones',
  'the question has {{given}} choices, at most {{max}} are allowed':
    'la pregunta tiene {{given}} opciones; el máximo es {{max}}',
  '"{{sort}}" is no sort of question; use {{allowed}}': '«{{sort}}» no es un tipo de pregunta; use {{allowed}}',
  'it is neither a choice (- [x] …, - [ ] …) nor one of {{allowed}}, each once':
    'no es ni una opción (- [x] …, - [ ] …) ni uno de {{allowed}}, cada uno una sola vez',
  'a mind map is one nested list: - Idea': 'un mapa mental es una sola lista anidada: - Idea',
  'there is no list; a mind map is one nested list: - Idea':
    'no hay ninguna lista; un mapa mental es una sola lista anidada: - Idea',
  'a mind map has at most {{max}} ideas': 'ideas de un mapa mental como máximo: {{max}}',
  'a mind map has one root: indent this below the first idea':
    'un mapa mental tiene una sola raíz: ponga esto con sangría debajo de la primera idea',
  'an idea needs words': 'una idea necesita palabras',
  'a file has one title, at its beginning': 'un archivo tiene un solo título, al principio',
  'before the first part, which begins with "## ", only paragraphs may stand':
    'antes de la primera parte, que empieza con «## », solo puede haber párrafos',
  'there is no part: a part begins with "## " and its heading':
    'no hay ninguna parte: una parte empieza con «## » y su encabezado',
  'HTML is not read; write Markdown': 'no se lee HTML; escriba Markdown',
  'the part has {{given}} characters, at most {{max}} are allowed':
    'la parte tiene {{given}} caracteres; el máximo es {{max}}',
  'the part has too much markup; write it plainer':
    'la parte tiene demasiadas marcas de formato; escríbala de forma más sencilla',
  'choice {{place}} of {{choices}} is right in {{count}} of {{questions}}, {{least}} to {{most}} are expected':
    'la opción {{place}} de {{choices}} es correcta en {{count}} de {{questions}}; se esperan de {{least}} a {{most}}',
  'the right choice is the longest in {{count}} of {{questions}}, at most {{most}} are expected':
    'la opción correcta es la más larga en {{count}} de {{questions}}; se esperan como máximo {{most}}',
  'it is empty': 'está vacío',
  'The check “{{said.check}}” fails': 'La comprobación «{{said.check}}» falla',
  'one-correct-choice': 'una sola opción correcta',
  'legal-distractors': 'opciones incorrectas legales',
  'The plan was deleted': 'El plan se ha eliminado',
  'No run uses the plan any more. It is kept, because drafts are written from it, a person edited it or you may not delete it':
    'Ninguna ejecución usa ya el plan. Se conserva porque se escriben borradores a partir de él, alguien lo editó o usted no puede eliminarlo',
  'Every run finds the plan from now on': 'Desde ahora todas las ejecuciones encuentran el plan',
  'One part was changed': 'Se ha cambiado una parte',
  'No parts were changed': 'No se ha cambiado ninguna parte',
  '{{count}} parts were changed': 'Se han cambiado {{count}} partes',
  'Write groups as objects, not as names with dots': 'Escriba los grupos como objetos, no como nombres con puntos',
  'This is a group: give an object': 'Esto es un grupo: indique un objeto',
  'This is a list: give a list of objects, [] for none':
    'Esto es una lista: indique una lista de objetos, [] si no hay ninguno',
  'This is a list: give a list, [] for none': 'Esto es una lista: indique una lista, [] si no hay ninguno',
  'At most {{max}} rows are allowed, these are {{given}}': 'Se permiten como máximo {{max}} filas; hay {{given}}',
  'Each row is an object': 'Cada fila es un objeto',
  'There is no such block': 'No existe ese bloque',
  'At most {{max}} are allowed, these are {{given}}': 'Se permiten como máximo {{max}}; hay {{given}}',
  'This is text: give a text': 'Esto es texto: indique un texto',
  'At most {{max}} characters are allowed, these are {{given}}':
    'Se permiten como máximo {{max}} caracteres; hay {{given}}',
  'This is a number: give a number': 'Esto es un número: indique un número',
  'Give a number from {{min}} to {{max}}': 'Indique un número de {{min}} a {{max}}',
  'Give true or false': 'Indique true o false',
  'This is a time: give it as in 2026-01-31T12:00:00Z': 'Esto es una hora: indíquela como en 2026-01-31T12:00:00Z',
  'Give the id of a document': 'Indique el id de un documento',
  'This rich text is too large: at most {{max}} characters of JSON, it has {{given}}':
    'Este texto enriquecido es demasiado grande: como máximo {{max}} caracteres de JSON; tiene {{given}}',
  'This is rich text: give {"root": {"type": "root", "children": […]}} as the editor saves it':
    'Esto es texto enriquecido: indique {"root": {"type": "root", "children": […]}} tal como lo guarda el editor',
}
