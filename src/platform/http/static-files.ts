// SPDX-License-Identifier: EUPL-1.2
import type { FastifyInstance } from 'fastify'

/** A style sheet, font, drawing or script, compressed once at build. Its address holds the digest of its content. */
export type AssetFile = {
  readonly type: string
  readonly body: Buffer
  readonly gzip?: Buffer | undefined
  readonly brotli?: Buffer | undefined
}

export function serveAssets(app: FastifyInstance, files: ReadonlyMap<string, AssetFile>): void {
  for (const [url, file] of files) {
    app.get(url, { config: { static: true } as never, compress: false }, (request, reply) => {
      const accepted = String(request.headers['accept-encoding'] ?? '')
      reply
        .type(file.type)
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('vary', 'accept-encoding')
      if (file.brotli && accepted.includes('br')) return reply.header('content-encoding', 'br').send(file.brotli)
      if (file.gzip && accepted.includes('gzip')) return reply.header('content-encoding', 'gzip').send(file.gzip)
      return reply.send(file.body)
    })
  }
}
