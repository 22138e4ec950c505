import { withPayload } from '@payloadcms/next/withPayload'

// The test checks the types itself, with the host's own tsconfig.json.
// Maps and a cache would be written for nobody: the folder is deleted after its one build.
export default withPayload(
  {
    typescript: { ignoreBuildErrors: true },
    experimental: { turbopackSourceMaps: false, turbopackFileSystemCacheForBuild: false },
  },
  { devBundleServerPackages: false },
)
