/** What plans and kits say of themselves on their pages. */
export const frenchPlans = {
  plan: {
    title: 'Ce plan',
    readyUntil: 'Les exécutions qui ont besoin de ce plan le trouvent ici. Expiration : {{time}}.',
    expired: 'Il a expiré ({{time}}) : la prochaine exécution qui en a besoin en fait rédiger un nouveau.',
    stale:
      'A changé depuis sa rédaction : {{sources}}. Les exécutions qui partent de l’état actuel font rédiger un nouveau plan.',
    issues: 'Ce qui lui manque encore :',
    hits: 'Réutilisations',
    hitsUntil_one: '{{hits}} fois, dernière : {{time}}',
    hitsUntil_other: '{{hits}} fois, dernière : {{time}}',
    dependents: 'Rédigé à partir de lui',
    noDependents: 'rien pour l’instant',
    lessons_one: '{{count}} leçon',
    lessons_other: '{{count}} leçons',
    sections_one: '{{count}} section',
    sections_other: '{{count}} sections',
    courses_one: '{{count}} cours',
    courses_other: '{{count}} cours',
    approve: 'Approuver et continuer',
    share: 'Utiliser pour tous',
    purge: 'Ne plus utiliser',
    done: 'C’est fait.',
  },
  kitFile: {
    button: 'Ajouter un fichier',
    hint: 'TXT, Markdown, DOCX ou PDF, 10 Mo au plus. Son contenu devient des sources ci-dessous, qui sont enregistrées avec le kit.',
    reading: 'Lecture du fichier…',
    added_one: '{{count}} source a été ajoutée ci-dessous. Enregistrez le kit pour la conserver.',
    added_other: '{{count}} sources ont été ajoutées ci-dessous. Enregistrez le kit pour les conserver.',
  },
  planStates: {
    writing: 'Il est en cours de rédaction.',
    awaiting:
      'Il attend votre approbation. Modifiez-le d’abord si vous le souhaitez : son exécution continue avec le plan tel que vous l’avez enregistré.',
    ready: 'Les exécutions qui ont besoin de ce plan le trouvent ici.',
    stale: 'Aucun nouveau plan n’a pu être établi : cette copie du dernier bon plan a été utilisée.',
    edited: 'Une personne l’a modifié. Les exécutions l’utilisent tel quel, et rien ne le remplace.',
  },
  /** Of proposals and plans, in their lists. */
  rowStates: {
    open: 'Ouverte',
    accepted: 'Acceptée',
    partly: 'Acceptée en partie',
    rejected: 'Refusée',
    superseded: 'Remplacée',
    writing: 'En cours de rédaction',
    awaiting: 'En attente d’approbation',
    ready: 'Prêt',
    stale: 'Copie d’un plan plus ancien',
    edited: 'Modifié',
  },
  /** What plans and drafts are written from. */
  planSources: { curriculum: 'programme', profile: 'profil', kit: 'kit', plan: 'plan', position: 'position' },
}
