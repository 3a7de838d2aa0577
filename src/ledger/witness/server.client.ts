// SPDX-License-Identifier: EUPL-1.2
// A witness that is pushed to: POST /add-checkpoint, and what it saw last of each log for whoever compares views.
import { createServer, type IncomingMessage, type Server } from 'node:http'
import { answerAddCheckpoint, type Answer, type Witness } from './add-checkpoint.ts'
import { nameOfOrigin } from './memory.client.ts'

/** A note with some hundred signatures is far below it. */
const LONGEST = 256 * 1024

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length
    if (length > LONGEST) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

const none: Answer = { status: 404, type: 'text/plain; charset=utf-8', body: 'there is nothing here\n' }

function viewOf(url: string, { logs, memory }: Witness): Answer {
  const origin = [...logs.keys()].find(each => url === `/${nameOfOrigin(each)}/checkpoint`)
  const seen = origin === undefined ? undefined : memory.seen(origin)
  return seen ? { status: 200, type: 'text/plain; charset=utf-8', body: seen.note } : none
}

/** Listens on the address; port 0 takes a free one. */
export async function serveWitness(witness: Witness, port: number, host = '127.0.0.1'): Promise<Server> {
  let last: Promise<unknown> = Promise.resolve()
  const server = createServer((request, reply) => {
    const answer = async (): Promise<Answer> => {
      if (request.method === 'GET') return viewOf(request.url ?? '', witness)
      if (request.method !== 'POST' || request.url !== '/add-checkpoint') return none
      const body = await bodyOf(request)
      if (body === undefined) return { ...none, status: 413, body: 'too long\n' }
      // One after the other, so that two requests never find the same memory.
      const mine = last.then(() => answerAddCheckpoint(body, witness))
      last = mine.catch(() => undefined)
      return mine
    }
    answer().then(
      ({ status, type, body }) => reply.writeHead(status, { 'content-type': type }).end(body),
      () => reply.writeHead(500, { 'content-type': 'text/plain' }).end('the witness cannot remember\n'),
    )
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return server
}
