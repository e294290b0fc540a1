/*
 * 0x8105 terminal control 终端控制
 *
 * off | type   | field
 * 0   | BYTE   | command 命令字: 1 wireless upgrade, 2 connect to a server, 3 power off, 4 reset,
 *     |        | 5 factory settings, 6 close data link, 7 close all radio; others vendors'
 * 1   | STRING | parameters 命令参数, joined by `;` (commands 1 and 2); numbers are decimal text
 */
import { defineMessage } from './message.ts';

export interface TerminalControl {
  command: number;
  /** Fields joined by `;`, empty ones stay empty; '' = the command has none. */
  parameter: string;
}

export const terminalControl = defineMessage<TerminalControl>({
  id: 0x8105,
  name: 'terminal control 终端控制',
  decode: (reader) => ({ command: reader.u8(), parameter: reader.restText() }),
  encode(writer, message) {
    writer.u8(message.command);
    writer.text(message.parameter);
  },
});
