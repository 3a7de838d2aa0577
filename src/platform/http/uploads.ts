// SPDX-License-Identifier: EUPL-1.2
import multipart from '@fastify/multipart'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refuser } from '#lib/refusal.ts'
import type { Upload } from './routes.ts'

/** Design §8: 20 MiB for one file. What is inside is judged by who reads it, in a worker. */
const MAX_BYTES = 20 * 1024 * 1024

const refuse = refuser({ 'page.too-large': 'invalid' } as const)

export async function takeUploads(app: FastifyInstance): Promise<void> {
  await app.register(multipart, {
    limits: { fileSize: MAX_BYTES, files: 1, fields: 50, fieldSize: 64 * 1024, parts: 60 },
  })
  app.decorateRequest('upload', async function (this: FastifyRequest): Promise<Upload | undefined> {
    if (!this.isMultipart()) return undefined
    const fields: Record<string, string> = {}
    let file: { filename: string; bytes: Buffer } | undefined
    for await (const part of this.parts()) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else {
        const bytes = await part.toBuffer().catch(() => refuse('page.too-large'))
        if (part.filename !== '' || bytes.length > 0) file = { filename: part.filename, bytes }
      }
    }
    return file ? { ...file, fields } : undefined
  })
}
