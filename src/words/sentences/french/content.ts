import type { OfContent } from '../sentences.js'

/** The French of what is said of drafts, parts and files. */
export const frenchContent: OfContent = {
  // Drills and questions.
  'the drill shows {{shown}}, but the library now has {{library}}':
    'l’exercice montre {{shown}}, mais la bibliothèque contient maintenant {{library}}',
  'solution "{{move}}" is not a legal move in the position':
    'la solution « {{move}} » n’est pas un coup légal dans la position',
  'solution is "{{move}}", the library has "{{best}}"':
    'la solution est « {{move}} », celle de la bibliothèque est « {{best}} »',
  'solution is "{{move}}", it must be "{{best}}"': 'la solution est « {{move}} », ce doit être « {{best}} »',
  'solution is "{{move}}", but the choice marked correct is "{{marked}}"':
    'la solution est « {{move}} », mais le choix marqué comme correct est « {{marked}} »',
  'choice "{{move}}" is not a legal move in the position':
    'le choix « {{move}} » n’est pas un coup légal dans la position',
  'choice {{choice}} is given twice': 'le choix {{choice}} est donné deux fois',
  'choice {{choice}} is given {{times}} times': 'le choix {{choice}} est donné {{times}} fois',
  'choice "{{move}}" is marked wrong but is the solution':
    'le choix « {{move}} » est marqué comme faux, mais c’est la solution',
  'choice "{{move}}" is marked wrong but is as good as the solution':
    'le choix « {{move}} » est marqué comme faux, mais il vaut la solution',
  'choice "{{move}}" is marked wrong but is a solution in the library':
    'le choix « {{move}} » est marqué comme faux, mais c’est une solution de la bibliothèque',
  'choice {{choice}} is contained in choice {{other}}': 'le choix {{choice}} est contenu dans le choix {{other}}',
  'choice {{choice}} stands for all or none of the others': 'le choix {{choice}} désigne tous les autres ou aucun',
  'choice {{choice}} refers to other choices by letter': 'le choix {{choice}} renvoie à d’autres choix par leur lettre',
  'choices {{first}} and {{second}} say the same; if the spelling is what is asked, explain each by its spelling':
    'les choix {{first}} et {{second}} disent la même chose ; si la question porte sur l’orthographe, expliquez chacun par son orthographe',
  '{{correct}} choices are marked correct, it must be exactly one':
    'choix marqués comme corrects : {{correct}}, il en faut exactement un',
  '{{correct}} choices are marked correct, it must be two or more':
    'choix marqués comme corrects : {{correct}}, il en faut deux ou plus',
  'every choice is marked correct, at least one must be wrong':
    'tous les choix sont marqués comme corrects, au moins un doit être faux',
  '{{given}} choices were given, it must be {{wanted}}': 'nombre de choix donnés : {{given}}, il en faut {{wanted}}',
  '{{given}} choices are given, a short question has none':
    'nombre de choix donnés : {{given}}, une question à réponse écrite n’en a aucun',
  'there must be {{allowed}} choices, there are {{given}}':
    'nombre de choix attendu : {{allowed}}, nombre donné : {{given}}',
  'a short question needs its answer': 'une question à réponse écrite doit avoir sa réponse',
  'explanation has no words, only markup': 'l’explication ne contient pas de mots, seulement du balisage',
  'the explanation does not name the solution "{{move}}"': 'l’explication ne nomme pas la solution « {{move}} »',
  'the explanation does not name what is right, {{right}}': 'l’explication ne nomme pas ce qui est juste, {{right}}',
  'it is not said why {{choice}} is wrong': 'il n’est pas dit pourquoi {{choice}} est faux',
  '{{said.text}} gives the solution "{{move}}" away': '{{said.text}} trahit la solution « {{move}} »',
  '"{{moves}}" is named in {{said.text}}, but is legal neither in the position, nor along the line, nor after a choice named there':
    '« {{moves}} » : nommé dans {{said.text}}, mais légal ni dans la position, ni le long de la variante, ni après un choix qui y est nommé',
  '"{{moves}}" is named, but is legal neither in the position nor along its line':
    '« {{moves}} » : nommé, mais légal ni dans la position ni le long de sa variante',
  '"{{moves}}" is named, but is legal neither in one of the positions nor along its line':
    '« {{moves}} » : nommé, mais légal ni dans l’une des positions ni le long de sa variante',
  prompt: 'l’énoncé',
  'the prompt': 'l’énoncé',
  explanation: 'l’explication',
  'the explanation': 'l’explication',
  'hint {{number}}': 'l’indice {{number}}',
  'rationale of "{{choice}}"': 'la justification de « {{choice}} »',
  'the rationale of "{{choice}}"': 'la justification de « {{choice}} »',
  // Parts of lessons, courses and plans.
  '"{{position}}" is shown twice': '« {{position}} » est montrée deux fois',
  '"{{position}}" is none of the positions; use {{allowed}}':
    '« {{position}} » ne fait pas partie des positions ; choisissez parmi {{allowed}}',
  '"{{label}}" is there twice; labels must differ':
    '« {{label}} » y figure deux fois ; les noms doivent être différents',
  '"{{label}}" is there twice in the group "{{group}}"; labels must differ':
    '« {{label}} » figure deux fois dans le groupe « {{group}} » ; les noms doivent être différents',
  '"{{label}}" is there twice below "{{parent}}"': '« {{label}} » figure deux fois sous « {{parent}} »',
  '"{{label}}" has {{words}} words, at most {{max}} are allowed':
    '« {{label}} » est trop long, nombre de mots : {{words}}, maximum : {{max}}',
  '"{{label}}" is the title of lesson {{number}} already': '« {{label}} » est déjà le titre de la leçon {{number}}',
  '"{{label}}" is the title of no script': '« {{label}} » n’est le titre d’aucun script',
  'the script "{{label}}" has none': 'le script « {{label}} » n’en a pas',
  'it has no words, only markup': 'le texte ne contient pas de mots, seulement du balisage',
  'it has too much markup to be read as markdown; write it plainer':
    'le texte contient trop de balisage pour être lu comme du Markdown ; écrivez-le plus simplement',
  'write no HTML, there is {{html}}': 'n’écrivez pas de HTML, il y a {{html}}',
  'write no images': 'n’insérez pas d’images',
  'headings must begin at level {{level}}: write ### or smaller':
    'les intertitres doivent commencer au niveau {{level}} : écrivez ### ou plus petit',
  'write links as [words](https://…), where they stand':
    'écrivez les liens sous la forme [mots](https://…), à l’endroit voulu',
  'write at least {{min}} words, there are {{words}}': 'nombre de mots : au moins {{min}}, il y en a {{words}}',
  'write at most {{max}} words, there are {{words}}': 'nombre de mots : au plus {{max}}, il y en a {{words}}',
  'the link "{{address}}" must lead to http or https': 'le lien « {{address}} » doit mener à une adresse http ou https',
  'the address "{{address}}" is none of the kit\'s; leave it out':
    'l’adresse « {{address}} » ne figure pas dans le kit ; ne la mentionnez pas',
  'must not contain {{said.character}}': 'ne doit pas contenir {{said.character}}',
  'a NUL character': 'un caractère NUL',
  'half a character': 'une moitié de caractère',
  '"{{sort}}" is not asked for; use {{allowed}}': '« {{sort}} » n’est pas demandé ; choisissez parmi {{allowed}}',
  '"{{objective}}" is none of the objectives; copy one word for word':
    '« {{objective}} » ne fait pas partie des objectifs ; copiez-en un mot pour mot',
  'the same question is there twice': 'la même question y figure deux fois',
  'it asks nearly the same as question {{number}}; ask something else':
    'elle demande presque la même chose que la question {{number}} ; demandez autre chose',
  'there must be one root, a node without parent; there are {{roots}}':
    'il faut une seule racine, un nœud sans parent ; nombre de racines : {{roots}}',
  'the key "{{key}}" is there twice': 'la clé « {{key}} » y figure deux fois',
  '"{{parent}}" is the key of no node': '« {{parent}} » n’est la clé d’aucun nœud',
  '"{{key}}" has {{children}} children, at most {{max}} are allowed':
    '« {{key}} » a trop d’enfants : {{children}}, maximum : {{max}}',
  '"{{key}}" is its own ancestor': '« {{key}} » est son propre ancêtre',
  '"{{key}}" stands on level {{depth}}, at most {{max}} are allowed':
    '« {{key}} » se trouve au niveau {{depth}}, maximum : {{max}}',
  'plan exactly {{wanted}} lessons; there are {{given}}':
    'nombre de leçons à prévoir : exactement {{wanted}} ; il y en a {{given}}',
  'no lesson serves the objective "{{objective}}"; name it at one, word for word':
    'aucune leçon ne sert l’objectif « {{objective}} » ; nommez-le dans l’une d’elles, mot pour mot',
  'name the objective that it tests, word for word': 'nommez l’objectif que la question évalue, mot pour mot',
  'no question tests the objective "{{objective}}"': 'aucune question n’évalue l’objectif « {{objective}} »',
  'the lesson "{{title}}" is missing: give it a node, with its title word for word as the note':
    'la leçon « {{title}} » manque : donnez-lui un nœud, avec son titre mot pour mot comme remarque',
  'each step must fit a slide': 'chaque étape doit tenir sur une diapositive',
  'sort the words into {{groups}} groups or more, by topic':
    'répartissez les mots par sujet, nombre de groupes : au moins {{groups}}',
  'it is written in {{language}}; write it in {{wanted}}':
    'le texte est dans une autre langue ({{language}}) ; langue demandée : {{wanted}}',
  '[{{key}}] is no source of the kit: {{said.sources}}': '[{{key}}] n’est pas une source du kit : {{said.sources}}',
  'it cites no source; name what it rests on by its key in square brackets, as in [{{key}}]: {{said.sources}}':
    'aucune source n’est citée ; nommez ce sur quoi le texte s’appuie par sa clé entre crochets, comme [{{key}}] : {{said.sources}}',
  'its sources are {{sources}}': 'le kit a pour sources {{sources}}',
  'it has no sources': 'le kit n’a pas de sources',
  'it writes {{written}}; write {{use}}': 'le texte contient {{written}} ; écrivez {{use}}',
  'it writes {{written}}; the name is {{name}}': 'le texte contient {{written}} ; le nom exact est {{name}}',
  'it uses {{word}}, which the kit asks to avoid': 'le texte emploie {{word}}, que le kit demande d’éviter',
  'expected {{said.kind}}, got {{said.given}}': 'attendu : {{said.kind}}, reçu : {{said.given}}',
  'expected the format "{{format}}", got {{said.given}}': 'format attendu : « {{format}} », reçu : {{said.given}}',
  'exactly {{size}} characters, got {{said.given}}': 'exactement {{size}} caractères, reçu : {{said.given}}',
  'exactly {{size}} entries, got {{said.given}}': 'exactement {{size}} éléments, reçu : {{said.given}}',
  'at least {{min}} characters, got {{said.given}}': 'au moins {{min}} caractères, reçu : {{said.given}}',
  'at least 1 character, got {{said.given}}': 'au moins 1 caractère, reçu : {{said.given}}',
  'at least {{min}} entries, got {{said.given}}': 'au moins {{min}} éléments, reçu : {{said.given}}',
  'at least 1 entry, got {{said.given}}': 'au moins 1 élément, reçu : {{said.given}}',
  'at least {{min}}, got {{said.given}}': 'au moins {{min}}, reçu : {{said.given}}',
  'at most {{max}} characters, got {{said.given}}': 'au plus {{max}} caractères, reçu : {{said.given}}',
  'at most {{max}} entries, got {{said.given}}': 'au plus {{max}} éléments, reçu : {{said.given}}',
  'at most {{max}}, got {{said.given}}': 'au plus {{max}}, reçu : {{said.given}}',
  'fits none of the allowed forms, got {{said.given}}':
    'ne correspond à aucune des formes autorisées, reçu : {{said.given}}',
  'unexpected "{{names}}"': 'inattendu : « {{names}} »',
  text: 'un texte',
  'a number': 'un nombre',
  'a whole number': 'un nombre entier',
  'true or false': 'vrai ou faux',
  'a list': 'une liste',
  'an object': 'un objet',
  nothing: 'rien',
  // What is refused when a draft is saved.
  'There is a part {{part}} above: a document has each part once':
    'Il y a déjà une partie {{part}} plus haut : un document contient chaque partie une seule fois',
  'Another row has this id': 'Une autre ligne a cet identifiant',
  'The link {{link}} leads nowhere safe: use http, https or mailto':
    'Le lien {{link}} ne mène pas à une adresse sûre : utilisez http, https ou mailto',
  'The plan is being written; edit it when that is done':
    'Le plan est en cours de rédaction ; modifiez-le quand ce sera terminé',
  // Files of drafts and mind maps.
  'Line {{line}}: {{said.problem}}': 'Ligne {{line}} : {{said.problem}}',
  'the file has {{given}} characters, at most {{max}} can be read':
    'le fichier est trop long, nombre de caractères : {{given}}, maximum lisible : {{max}}',
  'the file has {{given}} lines, at most {{max}} can be read':
    'le fichier est trop long, nombre de lignes : {{given}}, maximum lisible : {{max}}',
  'it contains {{said.character}}, which text cannot hold':
    'le fichier contient {{said.character}}, ce qu’un texte ne peut pas contenir',
  'too many lists or quotes begin in it': 'trop de listes ou de citations y commencent',
  'it is indented too far': 'le retrait est trop grand',
  'there is too much markup up to here; write it plainer':
    'il y a trop de balisage jusqu’ici ; écrivez plus simplement',
  '{{said.what}} has {{given}} characters, at most {{max}} are allowed':
    '{{said.what}} a trop de caractères : {{given}}, maximum : {{max}}',
  'a group': 'un groupe',
  'a text': 'un texte',
  'a caption': 'une légende',
  'a label': 'un nom',
  'a title': 'un titre',
  'a heading': 'un intertitre',
  'a question': 'une question',
  'a choice': 'un choix',
  'an idea': 'une idée',
  'a note': 'une remarque',
  'entries are a list: - **Label**: text': 'les entrées forment une liste : - **Nom**: texte',
  'questions are a numbered list: 1. Question, with its choices below it: - [x] right, - [ ] wrong':
    'les questions forment une liste numérotée : 1. Question, avec ses choix en dessous : - [x] juste, - [ ] faux',
  'boards are a list: - `position`: caption': 'les diagrammes forment une liste : - `position`: légende',
  'an item of a list has paragraphs, and below them a list':
    'un élément de liste contient des paragraphes, puis une liste en dessous',
  'there is a list within it, which has no place here': 'il contient une liste, qui n’a pas sa place ici',
  'a question needs words before its choices': 'une question doit contenir des mots avant ses choix',
  'the question has {{given}} choices, at most {{max}} are allowed':
    'la question a trop de choix : {{given}}, maximum : {{max}}',
  '"{{sort}}" is no sort of question; use {{allowed}}':
    '« {{sort}} » n’est pas un type de question ; choisissez parmi {{allowed}}',
  'it is neither a choice (- [x] …, - [ ] …) nor one of {{allowed}}, each once':
    'ce n’est ni un choix (- [x] …, - [ ] …), ni l’un des champs {{allowed}}, chacun une seule fois',
  'a mind map is one nested list: - Idea': 'une carte mentale est une seule liste imbriquée : - Idée',
  'there is no list; a mind map is one nested list: - Idea':
    'il n’y a pas de liste ; une carte mentale est une seule liste imbriquée : - Idée',
  'a mind map has at most {{max}} ideas': 'nombre maximal d’idées d’une carte mentale : {{max}}',
  'a mind map has one root: indent this below the first idea':
    'une carte mentale a une seule racine : mettez ceci en retrait sous la première idée',
  'an idea needs words': 'une idée doit contenir des mots',
  'a file has one title, at its beginning': 'un fichier a un seul titre, au début',
  'before the first part, which begins with "## ", only paragraphs may stand':
    'avant la première partie, qui commence par « ## », seuls des paragraphes sont possibles',
  'there is no part: a part begins with "## " and its heading':
    'il n’y a pas de partie : une partie commence par « ## » et son intertitre',
  'HTML is not read; write Markdown': 'le HTML n’est pas lu ; écrivez en Markdown',
  'the part has {{given}} characters, at most {{max}} are allowed':
    'la partie est trop longue, nombre de caractères : {{given}}, maximum : {{max}}',
  'the part has too much markup; write it plainer': 'la partie contient trop de balisage ; écrivez plus simplement',
  'choice {{place}} of {{choices}} is right in {{count}} of {{questions}}, {{least}} to {{most}} are expected':
    'la réponse {{place}} sur {{choices}} est juste dans {{count}} cas sur {{questions}} ; on en attend de {{least}} à {{most}}',
  'the right choice is the longest in {{count}} of {{questions}}, at most {{most}} are expected':
    'la bonne réponse est la plus longue dans {{count}} cas sur {{questions}} ; on en attend {{most}} au plus',
  'it is empty': 'c’est vide',
  'The check “{{said.check}}” fails': 'Le contrôle « {{said.check}} » échoue',
  'one-correct-choice': 'une seule bonne réponse',
  'legal-distractors': 'mauvaises réponses jouables',
  'The plan was deleted': 'Le plan a été supprimé',
  'No run uses the plan any more. It is kept, because drafts are written from it, a person edited it or you may not delete it':
    'Aucune exécution n’utilise plus le plan. Il est conservé, car des brouillons en sont issus, quelqu’un l’a modifié ou vous ne pouvez pas le supprimer',
  'Every run finds the plan from now on': 'Désormais, chaque exécution trouve le plan',
  'One part was changed': 'Une partie a été modifiée',
  'No parts were changed': 'Aucune partie n’a été modifiée',
  '{{count}} parts were changed': '{{count}} parties ont été modifiées',
  'Write groups as objects, not as names with dots':
    'Écrivez les groupes comme des objets, pas comme des noms avec des points',
  'This is a group: give an object': 'Ceci est un groupe : indiquez un objet',
  'This is a list: give a list of objects, [] for none':
    'Ceci est une liste : indiquez une liste d’objets, [] s’il n’y en a aucun',
  'This is a list: give a list, [] for none': 'Ceci est une liste : indiquez une liste, [] s’il n’y en a aucun',
  'At most {{max}} rows are allowed, these are {{given}}': '{{max}} lignes au plus sont permises, il y en a {{given}}',
  'Each row is an object': 'Chaque ligne est un objet',
  'There is no such block': 'Ce bloc n’existe pas',
  'At most {{max}} are allowed, these are {{given}}': '{{max}} au plus sont permis, il y en a {{given}}',
  'This is text: give a text': 'Ceci est du texte : indiquez un texte',
  'At most {{max}} characters are allowed, these are {{given}}':
    '{{max}} caractères au plus sont permis, il y en a {{given}}',
  'This is a number: give a number': 'Ceci est un nombre : indiquez un nombre',
  'Give a number from {{min}} to {{max}}': 'Indiquez un nombre de {{min}} à {{max}}',
  'Give true or false': 'Indiquez true ou false',
  'This is a time: give it as in 2026-01-31T12:00:00Z':
    'Ceci est une date : indiquez-la comme dans 2026-01-31T12:00:00Z',
  'Give the id of a document': 'Indiquez l’identifiant d’un document',
  'This rich text is too large: at most {{max}} characters of JSON, it has {{given}}':
    'Ce texte enrichi est trop grand : {{max}} caractères de JSON au plus, il en a {{given}}',
  'This is rich text: give {"root": {"type": "root", "children": […]}} as the editor saves it':
    'Ceci est du texte enrichi : indiquez {"root": {"type": "root", "children": […]}} comme l’éditeur l’enregistre',
}
