import type { OfRequests } from '../sentences.js'

/** The French of what is told of requests, and of alerts. */
export const frenchRequests: OfRequests = {
  // What a run or an estimate tells.
  'The series has as many drills as were requested: nothing is to be made':
    'La série a autant d’exercices que demandé : il n’y a rien à faire',
  'The course has all that was asked for: nothing is to be made':
    'Le cours a tout ce qui était demandé : il n’y a rien à faire',
  'The course has as many lessons as were requested: nothing is to be made':
    'Le cours a autant de leçons que demandé : il n’y a rien à faire',
  'Nothing was asked for: nothing is to be made': 'Rien n’était demandé : il n’y a rien à faire',
  'Each lesson gets 1 drill instead of {{wanted}}: the library has no more positions':
    'Chaque leçon reçoit 1 exercice au lieu de {{wanted}} : la bibliothèque n’a pas plus de positions',
  'Each lesson gets {{drills}} drills instead of {{wanted}}: the library has no more positions':
    'Chaque leçon reçoit {{drills}} exercices au lieu de {{wanted}} : la bibliothèque n’a pas plus de positions',
  'A call writes one lesson instead of {{wanted}}: the model could not take or write more at once':
    'Un appel rédige une leçon au lieu de {{wanted}} : le modèle ne pourrait pas en lire ou en écrire plus à la fois',
  'A call writes {{lessons}} lessons instead of {{wanted}}: the model could not take or write more at once':
    'Un appel rédige {{lessons}} leçons au lieu de {{wanted}} : le modèle ne pourrait pas en lire ou en écrire plus à la fois',
  '{{target}} drills were requested, {{possible}} are possible: a series draws at most {{max}} positions per phase and the library has {{counts}}':
    'Exercices demandés : {{target}}, possibles : {{possible}} ; une série tire de chaque phase un nombre limité de positions (maximum : {{max}}), et la bibliothèque contient : {{counts}}',
  'Not every phase has enough positions for an equal share ({{counts}}): the others give more drills instead':
    'Certaines phases n’ont pas assez de positions pour une part égale ({{counts}}) : les autres donnent plus d’exercices à la place',
  // What is wrong with a request.
  'name the course to fill, or leave mode out to make a new one':
    'nommez le cours à remplir, ou omettez mode pour en créer un nouveau',
  'name the course to fill, with addTo': 'nommez le cours à remplir, avec addTo',
  'say what the course is about: give topic, curriculum, or objectives':
    'dites sur quoi porte le cours : indiquez topic, curriculum ou objectives',
  'give either count or fillTo: fillTo counts what the course has already':
    'indiquez soit count, soit fillTo : fillTo compte ce que le cours a déjà',
  'give either targetDrillCount or fillTo: fillTo counts what the series has already':
    'indiquez soit targetDrillCount, soit fillTo : fillTo compte ce que la série a déjà',
  'the course is of the format "{{format}}"; leave it out': 'le cours est au format « {{format}} » ; ne l’indiquez pas',
  'there is no format "{{format}}"': 'il n’y a pas de format « {{format}} »',
  'the format "{{format}}" is gone': 'le format « {{format}} » n’existe plus',
  'the format "{{format}}" has no plan; leave it out': 'le format « {{format}} » n’a pas de plan ; ne l’indiquez pas',
  '"{{given}}" is none of {{allowed}}': '« {{given}} » ne fait pas partie de : {{allowed}}',
  'curriculum {{id}} has {{given}}, more than a course covers: name at most {{max}}':
    'nombre d’objectifs du programme {{id}} : {{given}}, plus qu’un cours n’en couvre ; nommez-en au plus {{max}}',
  'name the curriculum that the numbers are of, or give statements':
    'nommez le programme auquel se rapportent les numéros, ou indiquez des formulations',
  'name the curriculum that they are of': 'nommez le programme auquel ils appartiennent',
  'the curriculum has none': 'le programme n’en a pas',
  'give one of its {{count}} statements, or 0 to {{last}}':
    'indiquez une de ses formulations (nombre : {{count}}), ou un numéro de 0 à {{last}}',
  'give some of its {{count}} statements': 'indiquez certaines de ses formulations (nombre : {{count}})',
  'is no objective of the curriculum: {{said.allowed}}': 'n’est pas un objectif du programme : {{said.allowed}}',
  'name the game that the drills are of': 'nommez le jeu des exercices',
  'name the game that they are of': 'nommez le jeu auquel ils appartiennent',
  'there is no game "{{game}}"': 'il n’y a pas de jeu « {{game}} »',
  'the curriculum is for {{given}}, not for {{wanted}}': 'le programme est pour {{given}}, non pour {{wanted}}',
  '"{{key}}" is written from "{{missing}}", which is not there: name it too':
    '« {{key}} » est rédigé à partir de « {{missing}} », qui n’est pas là : nommez-le aussi',
  '{{key}} is named twice': '{{key}} est nommé deux fois',
  'the lesson has no parts that a run wrote; name its sections':
    'la leçon n’a pas de parties rédigées par une exécution ; nommez ses sections',
  'no run wrote any part of it, so there is nothing to write anew':
    'aucune exécution n’en a rédigé la moindre partie : il n’y a donc rien à réécrire',
  'it has no part {{parts}}; it has {{allowed}}': 'inconnu ici : {{parts}} ; parties existantes : {{allowed}}',
  'give the id of a document': 'indiquez l’identifiant d’un document',
  'give a statement or a number': 'indiquez un énoncé ou un numéro',
  'use one of {{allowed}}': 'utilisez : {{allowed}}',
  'is unknown: money is in US dollars, give maxCostUsd':
    'est inconnu : les montants sont en dollars américains, indiquez maxCostUsd',
  // Why a document could not be published.
  'Something went wrong': 'Une erreur s’est produite',
  // Alerts.
  '{{timeouts}} of {{calls}} calls of the last hour had no answer in time: look at the provider, or give calls longer (model.timeoutMs)':
    'Appels de la dernière heure restés sans réponse dans les délais : {{timeouts}} sur {{calls}}. Vérifiez le fournisseur, ou laissez plus de temps aux appels (model.timeoutMs)',
  '{{others}} of {{calls}} calls of the last hour went to another provider than the first: the log says how calls to the first one ended':
    'Appels de la dernière heure passés à un autre fournisseur que le premier : {{others}} sur {{calls}}. Le journal dit comment ont fini les appels au premier',
  'Only {{passes}} of {{answers}} answers of the last hour were what was requested: a model may have changed, or is too small for its task':
    'Réponses de la dernière heure conformes à la demande : seulement {{passes}} sur {{answers}}. Un modèle a peut-être changé, ou est trop petit pour sa tâche',
  'The queue stands still: 1 step is due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'La file d’attente est à l’arrêt : 1 étape est à traiter, la plus ancienne depuis {{minutes}} min, et aucune n’a commencé ni fini',
  'The queue stands still: {{steps}} steps are due, the oldest for {{minutes}} minutes, and none was begun or ended':
    'La file d’attente est à l’arrêt : {{steps}} étapes sont à traiter, la plus ancienne depuis {{minutes}} min, et aucune n’a commencé ni fini',
  'No worker was seen within the last minute: start one': 'Aucun worker n’a été vu depuis une minute : démarrez-en un',
  '1 worker is there: look at the log of the workers, and whether they work on this queue':
    '1 worker est présent : regardez le journal des workers, et s’ils travaillent sur cette file d’attente',
  '{{workers}} workers are there: look at the log of the workers, and whether they work on this queue':
    '{{workers}} workers sont présents : regardez le journal des workers, et s’ils travaillent sur cette file d’attente',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} waits: they go on by themselves; if this stays so, add workers and raise the limit':
    'Exécutions en cours de traitement : {{running}}, autant que permis à la fois (limits.maxRunning), et {{waiting}} en attente. La suite est automatique ; si cela dure, ajoutez des workers et augmentez la limite',
  '{{running}} runs are worked on, as many as may be at once (limits.maxRunning), and {{waiting}} wait: they go on by themselves; if this stays so, add workers and raise the limit':
    'Exécutions en cours de traitement : {{running}}, autant que permis à la fois (limits.maxRunning), et {{waiting}} en attente. La suite est automatique ; si cela dure, ajoutez des workers et augmentez la limite',
  'The {{drafts}} drafts of the kind "{{kind}}" of the last day have a mean score of {{score}}, below {{min}}: GET /generation/quality says which flags they have, by model and prompt':
    'Brouillons de type « {{kind}} » du dernier jour : {{drafts}}, avec une note moyenne de {{score}}, inférieure à {{min}}. GET /generation/quality dit quels points y sont à vérifier, par modèle et prompt',
  'Requests of user {{user}} ({{role}}) were refused more than {{max}} times within an hour, the last one with {{code}}: raise the limit, or ask what sends them':
    'Refus de demandes de l’utilisateur {{user}} ({{role}}) en une heure : plus de {{max}}, le dernier avec {{code}}. Augmentez la limite, ou cherchez ce qui les envoie',
  'Run {{run}} was still open when its time was up, and was ended with what it had. Look whether workers take steps at all, and whether they are enough':
    'L’exécution {{run}} était encore ouverte à la fin de son temps, et a été terminée avec ce qu’elle avait. Regardez si les workers prennent des étapes, et s’ils sont assez nombreux',
  'Run {{run}} had no step left that could end it, and got one. Steps are written by workers only: look who else writes, or deletes, rows of {{table}}':
    'L’exécution {{run}} n’avait plus d’étape qui puisse la terminer, et en a reçu une. Seuls les workers écrivent des étapes : cherchez qui d’autre écrit ou supprime des lignes de {{table}}',
  'Step {{step}} of run {{run}} came to an end only when it was started {{count}} times':
    'L’étape {{step}} de l’exécution {{run}} n’est arrivée à son terme qu’au démarrage numéro {{count}}',
  'Step {{step}} of run {{run}} was started {{count}} times and never came to an end, so the run was given up':
    'L’étape {{step}} de l’exécution {{run}} n’est jamais arrivée à son terme (démarrages : {{count}}) : l’exécution a donc été abandonnée',
  'Step {{step}} of run {{run}} broke off {{count}} times and was given up':
    'L’étape {{step}} de l’exécution {{run}} s’est interrompue {{count}} fois et a été abandonnée',
  'The last time: {{said.reason}}': 'La dernière fois : {{said.reason}}',
  'The log of the workers says more': 'Le journal des workers en dit plus',
  'The log of the workers says how it broke off; where they were killed, look at their memory':
    'Le journal des workers dit comment elle s’est interrompue ; s’ils ont été tués, regardez leur mémoire',
  'The budget of the site for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Le budget du site pour ce jour (UTC) {{said.state}} : {{used}} sur {{limit}}',
  'The budget of the site for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Le budget du site pour ce mois (UTC) {{said.state}} : {{used}} sur {{limit}}',
  'The budget of {{said.owner}} for this day (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Le budget ({{said.owner}}) pour ce jour (UTC) {{said.state}} : {{used}} sur {{limit}}',
  'The budget of {{said.owner}} for this month (UTC) {{said.state}}: {{used}} of {{limit}}':
    'Le budget ({{said.owner}}) pour ce mois (UTC) {{said.state}} : {{used}} sur {{limit}}',
  'is used up': 'est épuisé',
  'is used to {{percent}} %': 'est utilisé à {{percent}} %',
  'Runs that need it wait until the window opens, or somebody raises it':
    'Les exécutions qui en ont besoin attendent le prochain renouvellement, ou que quelqu’un l’augmente',
  'The budget of the site for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Le budget du site pour un jour (UTC) est trop petit : un appel peut demander jusqu’à {{needed}}, et la limite est {{limit}}',
  'The budget of the site for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Le budget du site pour un mois (UTC) est trop petit : un appel peut demander jusqu’à {{needed}}, et la limite est {{limit}}',
  'The budget of {{said.owner}} for a day (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Le budget ({{said.owner}}) pour un jour (UTC) est trop petit : un appel peut demander jusqu’à {{needed}}, et la limite est {{limit}}',
  'The budget of {{said.owner}} for a month (UTC) is too small: a call may take up to {{needed}}, and the limit is {{limit}}':
    'Le budget ({{said.owner}}) pour un mois (UTC) est trop petit : un appel peut demander jusqu’à {{needed}}, et la limite est {{limit}}',
  'Runs that wait for it go on when somebody raises it':
    'Les exécutions qui l’attendent continuent dès que quelqu’un l’augmente',
  '{{provider}} ({{model}}) will not be called for {{said.duration}}: {{said.reason}}':
    '{{provider}} ({{model}}) ne sera pas appelé pendant {{said.duration}} : {{said.reason}}',
  'Nobody was left to tell what became of this call. It counts as the most that it can have taken':
    'Personne n’était plus là pour dire ce qu’est devenu cet appel. Il compte pour le maximum qu’il a pu prendre',
  'user {{user}}': 'la personne {{user}}',
  'role {{role}}': 'le rôle {{role}}',
}
