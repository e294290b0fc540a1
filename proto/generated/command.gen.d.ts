import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace command. */
    namespace command {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a CommandRecord.
             * @deprecated Use tizheng.command.v1.CommandRecord.$Properties instead.
             */
            interface ICommandRecord extends tizheng.command.v1.CommandRecord.$Properties {
            }

            /** Represents a CommandRecord. */
            class CommandRecord {

                /**
                 * Constructs a new CommandRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.command.v1.CommandRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CommandRecord commandId. */
                commandId: string;

                /** CommandRecord deviceKey. */
                deviceKey: (number|Long);

                /** CommandRecord atMs. */
                atMs: (number|Long);

                /** CommandRecord actor. */
                actor: string;

                /** CommandRecord command. */
                command: (tizheng.command.v1.Command|null);

                /** CommandRecord cancellation. */
                cancellation: (tizheng.command.v1.Cancellation|null);

                /** CommandRecord body. */
                body?: ("command"|"cancellation");

                /**
                 * Encodes the specified CommandRecord message. Does not implicitly {@link tizheng.command.v1.CommandRecord.verify|verify} messages.
                 * @param message CommandRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.command.v1.CommandRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CommandRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.CommandRecord & tizheng.command.v1.CommandRecord.$Shape} CommandRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.command.v1.CommandRecord & tizheng.command.v1.CommandRecord.$Shape;
            }

            namespace CommandRecord {

                /** Properties of a CommandRecord. */
                interface $Properties {

                    /** CommandRecord commandId */
                    commandId?: string;

                    /** CommandRecord deviceKey */
                    deviceKey?: (number|Long);

                    /** CommandRecord atMs */
                    atMs?: (number|Long);

                    /** CommandRecord actor */
                    actor?: string;

                    /** CommandRecord command */
                    command?: (tizheng.command.v1.Command.$Properties|null);

                    /** CommandRecord cancellation */
                    cancellation?: (tizheng.command.v1.Cancellation.$Properties|null);

                    /** CommandRecord body */
                    body?: ("command"|"cancellation");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a CommandRecord. */
                type $Shape = {
                  commandId?: string;
                  deviceKey?: number|Long;
                  atMs?: number|Long;
                  actor?: string;
                  command?: tizheng.command.v1.Command.$Shape|null;
                  cancellation?: tizheng.command.v1.Cancellation.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; command?: null; cancellation?: null }|{ body?: "command"; command: tizheng.command.v1.Command.$Shape; cancellation?: null }|{ body?: "cancellation"; command?: null; cancellation: tizheng.command.v1.Cancellation.$Shape })
                );
            }

            /**
             * Properties of a Command.
             * @deprecated Use tizheng.command.v1.Command.$Properties instead.
             */
            interface ICommand extends tizheng.command.v1.Command.$Properties {
            }

            /** Represents a Command. */
            class Command {

                /**
                 * Constructs a new Command.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.command.v1.Command.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Command subjectKey. */
                subjectKey: (number|Long);

                /** Command kind. */
                kind: string;

                /** Command argsJson. */
                argsJson: string;

                /** Command reason. */
                reason: string;

                /** Command alertId. */
                alertId: (string|null);

                /** Command expiresAtMs. */
                expiresAtMs: (number|Long);

                /** Command priority. */
                priority: string;

                /** Command repeat. */
                repeat: string;

                /**
                 * Encodes the specified Command message. Does not implicitly {@link tizheng.command.v1.Command.verify|verify} messages.
                 * @param message Command message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.command.v1.Command.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Command message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Command & tizheng.command.v1.Command.$Shape} Command
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.command.v1.Command & tizheng.command.v1.Command.$Shape;
            }

            namespace Command {

                /** Properties of a Command. */
                interface $Properties {

                    /** Command subjectKey */
                    subjectKey?: (number|Long);

                    /** Command kind */
                    kind?: string;

                    /** Command argsJson */
                    argsJson?: string;

                    /** Command reason */
                    reason?: string;

                    /** Command alertId */
                    alertId?: (string|null);

                    /** Command expiresAtMs */
                    expiresAtMs?: (number|Long);

                    /** Command priority */
                    priority?: string;

                    /** Command repeat */
                    repeat?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Command. */
                type $Shape = tizheng.command.v1.Command.$Properties;
            }

            /**
             * Properties of a Cancellation.
             * @deprecated Use tizheng.command.v1.Cancellation.$Properties instead.
             */
            interface ICancellation extends tizheng.command.v1.Cancellation.$Properties {
            }

            /** Represents a Cancellation. */
            class Cancellation {

                /**
                 * Constructs a new Cancellation.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.command.v1.Cancellation.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /**
                 * Encodes the specified Cancellation message. Does not implicitly {@link tizheng.command.v1.Cancellation.verify|verify} messages.
                 * @param message Cancellation message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.command.v1.Cancellation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Cancellation message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Cancellation & tizheng.command.v1.Cancellation.$Shape} Cancellation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.command.v1.Cancellation & tizheng.command.v1.Cancellation.$Shape;
            }

            namespace Cancellation {

                /** Properties of a Cancellation. */
                interface $Properties {

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Cancellation. */
                type $Shape = tizheng.command.v1.Cancellation.$Properties;
            }

            /**
             * Properties of a CommandResult.
             * @deprecated Use tizheng.command.v1.CommandResult.$Properties instead.
             */
            interface ICommandResult extends tizheng.command.v1.CommandResult.$Properties {
            }

            /** Represents a CommandResult. */
            class CommandResult {

                /**
                 * Constructs a new CommandResult.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.command.v1.CommandResult.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** CommandResult commandId. */
                commandId: string;

                /** CommandResult deviceKey. */
                deviceKey: (number|Long);

                /** CommandResult atMs. */
                atMs: (number|Long);

                /** CommandResult gateway. */
                gateway: string;

                /** CommandResult state. */
                state: string;

                /** CommandResult attempt. */
                attempt: number;

                /** CommandResult reason. */
                reason: (string|null);

                /** CommandResult waitsFor. */
                waitsFor: (string|null);

                /** CommandResult untilMs. */
                untilMs: (number|Long|null);

                /** CommandResult reply. */
                reply: (tizheng.command.v1.Reply|null);

                /** CommandResult sessionSinceMs. */
                sessionSinceMs: (number|Long|null);

                /**
                 * Encodes the specified CommandResult message. Does not implicitly {@link tizheng.command.v1.CommandResult.verify|verify} messages.
                 * @param message CommandResult message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.command.v1.CommandResult.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a CommandResult message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.CommandResult & tizheng.command.v1.CommandResult.$Shape} CommandResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.command.v1.CommandResult & tizheng.command.v1.CommandResult.$Shape;
            }

            namespace CommandResult {

                /** Properties of a CommandResult. */
                interface $Properties {

                    /** CommandResult commandId */
                    commandId?: string;

                    /** CommandResult deviceKey */
                    deviceKey?: (number|Long);

                    /** CommandResult atMs */
                    atMs?: (number|Long);

                    /** CommandResult gateway */
                    gateway?: string;

                    /** CommandResult state */
                    state?: string;

                    /** CommandResult attempt */
                    attempt?: number;

                    /** CommandResult reason */
                    reason?: (string|null);

                    /** CommandResult waitsFor */
                    waitsFor?: (string|null);

                    /** CommandResult untilMs */
                    untilMs?: (number|Long|null);

                    /** CommandResult reply */
                    reply?: (tizheng.command.v1.Reply.$Properties|null);

                    /** CommandResult sessionSinceMs */
                    sessionSinceMs?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a CommandResult. */
                type $Shape = tizheng.command.v1.CommandResult.$Properties;
            }

            /**
             * Properties of a Reply.
             * @deprecated Use tizheng.command.v1.Reply.$Properties instead.
             */
            interface IReply extends tizheng.command.v1.Reply.$Properties {
            }

            /** Represents a Reply. */
            class Reply {

                /**
                 * Constructs a new Reply.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.command.v1.Reply.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Reply messageId. */
                messageId: number;

                /** Reply result. */
                result: (number|null);

                /** Reply fieldsJson. */
                fieldsJson: (string|null);

                /**
                 * Encodes the specified Reply message. Does not implicitly {@link tizheng.command.v1.Reply.verify|verify} messages.
                 * @param message Reply message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.command.v1.Reply.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Reply message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Reply & tizheng.command.v1.Reply.$Shape} Reply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.command.v1.Reply & tizheng.command.v1.Reply.$Shape;
            }

            namespace Reply {

                /** Properties of a Reply. */
                interface $Properties {

                    /** Reply messageId */
                    messageId?: number;

                    /** Reply result */
                    result?: (number|null);

                    /** Reply fieldsJson */
                    fieldsJson?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Reply. */
                type $Shape = tizheng.command.v1.Reply.$Properties;
            }
        }
    }
}
