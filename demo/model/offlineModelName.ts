/** What the offline model calls itself in its answers, whatever it was asked as; drafts are labelled by it. */
export const offlineModelName = 'offline-demo'
