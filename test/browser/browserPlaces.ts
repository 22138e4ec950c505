import { findOnPath } from './findOnPath.js'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  ],
}

/** Where an installed Chrome or Chromium may be: what the search path has, then the platform's usual places. */
export function browserPlaces(platform: NodeJS.Platform = process.platform): string[] {
  return [...names.flatMap((name) => findOnPath(name) ?? []), ...(places[platform] ?? [])]
}
