/** Of the page that shows usage as bars, below the address of its collection in the admin panel. */
export const usagePath = '/overview'
