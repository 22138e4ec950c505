import type { OfRuns } from '../sentences.js'

/** The French of what is said of runs, calls, requests and alerts. */
export const frenchRuns: OfRuns = {
  // Calls.
  'The call was stopped': 'L’appel a été arrêté',
  'The call was not made': 'L’appel n’a pas été fait',
  'The answer ended before it was whole': 'La réponse s’est arrêtée avant d’être complète',
  '{{provider}} will not be called for {{said.duration}}: {{said.reason}}':
    '{{provider}} ne sera pas appelé pendant {{said.duration}} : {{said.reason}}',
  '{{provider}} did not answer within {{said.duration}}': '{{provider}} n’a pas répondu en {{said.duration}}',
  '{{provider}} fell silent for {{said.duration}}': '{{provider}} n’a plus rien envoyé pendant {{said.duration}}',
  '{{provider}} sent something that is not JSON': '{{provider}} a envoyé quelque chose qui n’est pas du JSON',
  '{{provider}} sent JSON without an answer in it': '{{provider}} a envoyé du JSON sans réponse',
  '{{provider}} sent a piece of more than 2 MB': '{{provider}} a envoyé un fragment de plus de 2 Mo',
  '{{provider}} sent an answer of more than 8 MB': '{{provider}} a envoyé une réponse de plus de 8 Mo',
  '{{provider}} sent an answer that is not UTF-8': '{{provider}} a envoyé une réponse qui n’est pas en UTF-8',
  '{{provider}} could not be asked: its baseURL or its apiKey holds characters that cannot be sent':
    '{{provider}} n’a pas pu être interrogé : sa baseURL ou son apiKey contient des caractères qui ne peuvent pas être envoyés',
  '{{provider}} sent nothing for 5 minutes, and Node waits no longer: have it stream, or ask for less at once':
    '{{provider}} n’a rien envoyé pendant 5 minutes, et Node n’attend pas plus longtemps : activez le streaming, ou demandez moins à la fois',
  '{{provider}} could not be reached at {{host}} ({{code}}): check its baseURL':
    '{{provider}} est injoignable à l’adresse {{host}} ({{code}}) : vérifiez sa baseURL',
  'The connection to {{provider}} broke off': 'La connexion avec {{provider}} a été interrompue',
  'The connection to {{provider}} broke off ({{code}})': 'La connexion avec {{provider}} a été interrompue ({{code}})',
  '{{provider}} has no credit left: top up the account': '{{provider}} n’a plus de crédit : rechargez le compte',
  '{{provider}} has no credit left ({{status}}): top up the account':
    '{{provider}} n’a plus de crédit ({{status}}) : rechargez le compte',
  '{{provider}} refused our key: check its apiKey': '{{provider}} a refusé notre clé : vérifiez son apiKey',
  '{{provider}} refused our key ({{status}}): check its apiKey':
    '{{provider}} a refusé notre clé ({{status}}) : vérifiez son apiKey',
  '{{provider}} wants a key and was given none: check its apiKey':
    '{{provider}} demande une clé et n’en a pas reçu : vérifiez son apiKey',
  '{{provider}} wants a key and was given none ({{status}}): check its apiKey':
    '{{provider}} demande une clé et n’en a pas reçu ({{status}}) : vérifiez son apiKey',
  '{{provider}} had no room at its flex tier ({{status}}): asked again at the normal one':
    '{{provider}} n’avait pas de place à son niveau flex ({{status}}) : nouvelle demande au niveau normal',
  '{{provider}} asked us to slow down (429)': '{{provider}} nous a demandé de ralentir (429)',
  '{{provider}} failed': '{{provider}} a échoué',
  '{{provider}} failed ({{status}})': '{{provider}} a échoué ({{status}})',
  '{{provider}} does not take {{parameter}} for {{model}} ({{status}}): left out from now on, and asked again':
    '{{provider}} n’accepte pas {{parameter}} pour {{model}} ({{status}}) : omis désormais, et nouvelle demande',
  '{{provider}} does not know the model "{{model}}": check the model\'s name':
    '{{provider}} ne connaît pas le modèle « {{model}} » : vérifiez le nom du modèle',
  '{{provider}} does not know the model "{{model}}" ({{status}}): check the model\'s name':
    '{{provider}} ne connaît pas le modèle « {{model}} » ({{status}}) : vérifiez le nom du modèle',
  '{{provider}} has nothing at this address (404): check its baseURL':
    '{{provider}} n’a rien à cette adresse (404) : vérifiez sa baseURL',
  '{{provider}} cannot be made to write JSON in this way ({{status}}): set its capabilities':
    '{{provider}} ne peut pas être amené à écrire du JSON de cette façon ({{status}}) : définissez ses capabilities',
  '{{provider}} rejected the request ({{status}})': '{{provider}} a rejeté la requête ({{status}})',
  '{{provider}} declined to answer': '{{provider}} a refusé de répondre',
  'The answer of {{provider}} was cut off at its length limit':
    'La réponse de {{provider}} a été coupée à sa limite de longueur',
  'The answer of {{provider}} could not be read: {{said.problem}}':
    'La réponse de {{provider}} n’a pas pu être lue : {{said.problem}}',
  'The answer of {{provider}} was not what was requested':
    'La réponse de {{provider}} n’était pas ce qui était demandé',
  'The answer was not what was requested': 'La réponse n’était pas ce qui était demandé',
  'The answer was not what was requested: see {{keys}}': 'La réponse n’était pas ce qui était demandé : voir {{keys}}',
  '1 second': '1 seconde',
  '{{count}} seconds': '{{count}} secondes',
  '1 minute': '1 minute',
  '{{count}} minutes': '{{count}} minutes',
  '1 hour': '1 heure',
  '{{count}} hours': '{{count}} heures',
  'it was empty': 'elle était vide',
  'it held no JSON': 'elle ne contenait pas de JSON',
  'it was no JSON, and too long to be repaired': 'elle n’était pas du JSON, et trop longue pour être réparée',
  'it was no JSON and could not be repaired': 'elle n’était pas du JSON et n’a pas pu être réparée',
  'it was longer than {{max}} characters': 'elle dépassait le nombre maximal de caractères : {{max}}',
  'it was nested deeper than {{max}} levels': 'elle dépassait le nombre maximal de niveaux d’imbrication : {{max}}',
  'nothing with this key came back': 'rien n’est revenu avec cette clé',
  'no drill with this key came back': 'aucun exercice avec cette clé n’est revenu',
  'no lesson with this key came back': 'aucune leçon avec cette clé n’est revenue',
  'more than one drill came back with this key': 'plus d’un exercice avec cette clé est revenu',
  'more than one lesson came back with this key': 'plus d’une leçon avec cette clé est revenue',
  '{{provider}} does not list the model "{{model}}" any more: set another one':
    '{{provider}} ne propose plus le modèle « {{model}} » : choisissez-en un autre',
  '{{provider}} shuts the model "{{model}}" down on {{date}}: set another one before':
    '{{provider}} arrête le modèle « {{model}} » le {{date}} : choisissez-en un autre avant',
  'The time for this request was up before an answer came':
    'Le temps prévu pour cette demande s’est écoulé avant qu’une réponse n’arrive',
  'The time for this request is not enough for another call':
    'Le temps qui reste pour cette demande ne suffit pas pour un autre appel',
  'A request may make {{max}} calls, and they are made':
    'Nombre maximal d’appels par demande : {{max}}, et il est atteint',
  'A request may use {{max}} tokens, and they are used':
    'Nombre maximal de jetons par demande : {{max}}, et il est atteint',
  'A request may cost {{max}}, and that is spent': 'Coût maximal par demande : {{max}}, et il est atteint',
  // Steps, and the end of a run.
  'Something went wrong while working on this step; it is tried again':
    'Une erreur est survenue pendant cette étape ; un nouvel essai a lieu',
  'one of its steps was started {{count}} times and never came to an end':
    'une de ses étapes n’est jamais arrivée à son terme, nombre de démarrages : {{count}}',
  'The worker stopped before it was done': 'Le worker s’est arrêté avant la fin',
  'The lease on step {{step}} was lost': 'L’attribution de l’étape {{step}} a été perdue',
  'The database did not keep what was saved': 'La base de données n’a pas gardé ce qui était enregistré',
  'It is tried again': 'Un nouvel essai a lieu',
  'Teachers and editors see why': 'Les enseignants et les éditeurs voient pourquoi',
  '1 of {{requested}} is missing': '1 sur {{requested}} manque',
  '{{missing}} of {{requested}} are missing': '{{missing}} sur {{requested}} manquent',
  'And {{count}} more': 'Et {{count}} de plus',
  '{{finished}} of {{requested}} were finished and are kept':
    'Éléments terminés et gardés : {{finished}} sur {{requested}}',
  'The run could not be finished': 'L’exécution n’a pas pu être terminée',
  'The run could not be finished: {{said.problem}}': 'L’exécution n’a pas pu être terminée : {{said.problem}}',
  'the run took longer than it may': 'l’exécution a duré plus longtemps que permis',
  'it was cancelled': 'elle a été annulée',
  cancelled: 'annulée',
  'it was never done': 'cela n’a jamais été fait',
  'for reasons unknown': 'pour des raisons inconnues',
  'no step was opened for it': 'aucune étape n’a été ouverte pour cela',
  'It waits for the summary of the kit, which another step is writing':
    'Attente du résumé du kit, qu’une autre étape est en train de rédiger',
  'It waits for the plan, which another step is writing': 'Attente du plan, qu’une autre étape est en train de rédiger',
  'It waits for the lessons': 'Attente des leçons',
  'It waits for call {{number}}': 'Attente de l’appel {{number}}',
  'It waits for "{{title}}"': 'Attente de « {{title}} »',
  'call {{number}} of this section brought nothing: {{said.reason}}':
    'l’appel {{number}} de cette section n’a rien apporté : {{said.reason}}',
  'what an earlier call of this section wrote does not hold any more: {{said.reason}}':
    'ce qu’un appel précédent de cette section a écrit n’est plus valable : {{said.reason}}',
  '"{{title}}", which it is written from, is missing: {{said.reason}}':
    '« {{title}} », à partir de quoi ceci est rédigé, manque : {{said.reason}}',
  'it was deleted': 'cela a été supprimé',
  'it was never written': 'cela n’a jamais été rédigé',
  'it is not there any more': 'cela n’existe plus',
  'the position was deleted': 'la position a été supprimée',
  'the drill was deleted': 'l’exercice a été supprimé',
  'the document was deleted': 'le document a été supprimé',
  'the course was deleted': 'le cours a été supprimé',
  'the course {{id}} was deleted': 'le cours {{id}} a été supprimé',
  'the lesson was deleted': 'la leçon a été supprimée',
  'the lesson was not created': 'la leçon n’a pas été créée',
  'the run has no course': 'l’exécution n’a pas de cours',
  'the position has no other legal move to choose from':
    'la position n’a pas d’autre coup légal à proposer comme choix',
  'fewer positions were left than when the run was requested':
    'il restait moins de positions que lors de la demande de l’exécution',
  'the plan has {{lessons}} lessons that are not there yet': 'leçons du plan qui n’existent pas encore : {{lessons}}',
  'the course does not have its lesson any more': 'le cours n’a plus sa leçon',
  'the course has no lesson that it could be written from':
    'le cours n’a aucune leçon à partir de laquelle il pourrait être rédigé',
  'the course goes on from lessons that are there; plan them first, by these titles: {{said.titles}}':
    'le cours poursuit des leçons qui existent déjà ; prévoyez-les d’abord, sous ces titres : {{said.titles}}',
  'it came out as it was: do what feedback says': 'le résultat est le même qu’avant : suivez ce que dit feedback',
  'its format "{{format}}" is not there any more, or has no such parts':
    'son format « {{format}} » n’existe plus, ou n’a pas de telles parties',
  'none of its parts can be written any more': 'aucune de ses parties ne peut plus être rédigée',
  'No good plan came back; it is asked for once more in a simpler way':
    'Aucun bon plan n’est revenu ; une nouvelle demande a lieu, plus simple',
  'No plan could be made, and there is none that could stand in for it':
    'Aucun plan n’a pu être établi, et il n’y en a aucun pour le remplacer',
  'No plan could be made; the last good plan of the same objective ({{plan}}) stands in for it':
    'Aucun plan n’a pu être établi ; le dernier bon plan du même objectif ({{plan}}) le remplace',
  "No plan could be made; the run's fallback plan ({{plan}}) stands in for it":
    'Aucun plan n’a pu être établi ; le plan de secours de l’exécution ({{plan}}) le remplace',
  'The format "{{format}}" has no section "{{section}}" any more':
    'Le format « {{format}} » n’a plus de section « {{section}} »',
  'summary: {{said.problem}}': 'résumé : {{said.problem}}',
  'it has {{given}} characters, it must be {{max}} words or fewer':
    'nombre de caractères : {{given}}, maximum en mots : {{max}}',
  'nothing is said of the sources {{sources}}': 'rien n’est dit des sources {{sources}}',
  '[{{keys}}] is no source': '[{{keys}}] n’est pas une source',
  'expected text': 'du texte était attendu',
  'The plan may not be used any more; it is looked for again':
    'Le plan ne peut plus être utilisé ; la recherche reprend',
  'Another step is writing the plan': 'Une autre étape écrit le plan',
  'The plan that was to stand in is gone; it is looked for again':
    'Le plan de remplacement a disparu ; la recherche reprend',
  'A plan was written: {{plan}}': 'Un plan a été écrit : {{plan}}',
  'A plan was written anew, because what it is made from has changed; {{plan}} is the one that a person edited':
    'Un plan a été réécrit, car ce dont il est issu a changé ; {{plan}} est celui que quelqu’un a modifié',
  'A copy of the plan {{plan}} waits for approval: {{copy}}':
    'Une copie du plan {{plan}} attend une approbation : {{copy}}',
  '{{said.budget}} is used up: {{used}} of {{limit}} tokens are used, and the next call may take up to {{needed}}':
    '{{said.budget}} est épuisé : {{used}} tokens sur {{limit}} sont utilisés, et le prochain appel peut en demander jusqu’à {{needed}}',
  '{{said.budget}} is used up: {{used}} of {{limit}} are used, and the next call may take up to {{needed}}':
    '{{said.budget}} est épuisé : {{used}} sur {{limit}} sont utilisés, et le prochain appel peut coûter jusqu’à {{needed}}',
  '{{said.budget}} for today (UTC)': '{{said.budget}} d’aujourd’hui (UTC)',
  '{{said.budget}} for this month (UTC)': '{{said.budget}} de ce mois (UTC)',
  'The budget of this run': 'Le budget de cette exécution',
  "The requester's budget": 'Le budget du demandeur',
  "The budget of the requester's role": 'Le budget du rôle du demandeur',
  'The budget of this site': 'Le budget de ce site',
  'Raise it and resume the run to go on': 'Augmentez-le et reprenez l’exécution pour continuer',
  'It goes on when the budget is raised': 'L’exécution continue dès que le budget est augmenté',
  'It goes on by itself on {{time}} UTC, or when the budget is raised':
    'L’exécution continue d’elle-même le {{time}} UTC, ou dès que le budget est augmenté',
  'Its plan waits for approval: edit it if you like, then resume the run':
    'Son plan attend une approbation : modifiez-le si vous voulez, puis reprenez l’exécution',
}
