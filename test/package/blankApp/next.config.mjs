import { withPayload } from '@payloadcms/next/withPayload'

// The test checks the types itself, with the host's own tsconfig.json.
export default withPayload({ typescript: { ignoreBuildErrors: true } }, { devBundleServerPackages: false })
