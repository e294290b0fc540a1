import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace delivery. */
    namespace delivery {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a DeliveryRecord.
             * @deprecated Use tizheng.delivery.v1.DeliveryRecord.$Properties instead.
             */
            interface IDeliveryRecord extends tizheng.delivery.v1.DeliveryRecord.$Properties {
            }

            /** Represents a DeliveryRecord. */
            class DeliveryRecord {

                /**
                 * Constructs a new DeliveryRecord.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.delivery.v1.DeliveryRecord.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeliveryRecord endpoint. */
                endpoint: string;

                /** DeliveryRecord atMs. */
                atMs: (number|Long);

                /** DeliveryRecord attempt. */
                attempt: (tizheng.delivery.v1.Attempt|null);

                /** DeliveryRecord status. */
                status: (tizheng.delivery.v1.Status|null);

                /** DeliveryRecord body. */
                body?: ("attempt"|"status");

                /**
                 * Encodes the specified DeliveryRecord message. Does not implicitly {@link tizheng.delivery.v1.DeliveryRecord.verify|verify} messages.
                 * @param message DeliveryRecord message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.delivery.v1.DeliveryRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeliveryRecord message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeliveryRecord & tizheng.delivery.v1.DeliveryRecord.$Shape} DeliveryRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.delivery.v1.DeliveryRecord & tizheng.delivery.v1.DeliveryRecord.$Shape;
            }

            namespace DeliveryRecord {

                /** Properties of a DeliveryRecord. */
                interface $Properties {

                    /** DeliveryRecord endpoint */
                    endpoint?: string;

                    /** DeliveryRecord atMs */
                    atMs?: (number|Long);

                    /** DeliveryRecord attempt */
                    attempt?: (tizheng.delivery.v1.Attempt.$Properties|null);

                    /** DeliveryRecord status */
                    status?: (tizheng.delivery.v1.Status.$Properties|null);

                    /** DeliveryRecord body */
                    body?: ("attempt"|"status");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a DeliveryRecord. */
                type $Shape = {
                  endpoint?: string;
                  atMs?: number|Long;
                  attempt?: tizheng.delivery.v1.Attempt.$Shape|null;
                  status?: tizheng.delivery.v1.Status.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ body?: undefined; attempt?: null; status?: null }|{ body?: "attempt"; attempt: tizheng.delivery.v1.Attempt.$Shape; status?: null }|{ body?: "status"; attempt?: null; status: tizheng.delivery.v1.Status.$Shape })
                );
            }

            /**
             * Properties of an Attempt.
             * @deprecated Use tizheng.delivery.v1.Attempt.$Properties instead.
             */
            interface IAttempt extends tizheng.delivery.v1.Attempt.$Properties {
            }

            /** Represents an Attempt. */
            class Attempt {

                /**
                 * Constructs a new Attempt.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.delivery.v1.Attempt.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Attempt webhookId. */
                webhookId: string;

                /** Attempt alertId. */
                alertId: string;

                /** Attempt alertType. */
                alertType: string;

                /** Attempt change. */
                change: string;

                /** Attempt partition. */
                partition: number;

                /** Attempt offset. */
                offset: (number|Long);

                /** Attempt attempt. */
                attempt: number;

                /** Attempt durationMs. */
                durationMs: number;

                /** Attempt outcome. */
                outcome: string;

                /** Attempt reason. */
                reason: string;

                /** Attempt status. */
                status: (number|null);

                /** Attempt nextAtMs. */
                nextAtMs: (number|Long|null);

                /**
                 * Encodes the specified Attempt message. Does not implicitly {@link tizheng.delivery.v1.Attempt.verify|verify} messages.
                 * @param message Attempt message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.delivery.v1.Attempt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Attempt message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.Attempt & tizheng.delivery.v1.Attempt.$Shape} Attempt
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.delivery.v1.Attempt & tizheng.delivery.v1.Attempt.$Shape;
            }

            namespace Attempt {

                /** Properties of an Attempt. */
                interface $Properties {

                    /** Attempt webhookId */
                    webhookId?: string;

                    /** Attempt alertId */
                    alertId?: string;

                    /** Attempt alertType */
                    alertType?: string;

                    /** Attempt change */
                    change?: string;

                    /** Attempt partition */
                    partition?: number;

                    /** Attempt offset */
                    offset?: (number|Long);

                    /** Attempt attempt */
                    attempt?: number;

                    /** Attempt durationMs */
                    durationMs?: number;

                    /** Attempt outcome */
                    outcome?: string;

                    /** Attempt reason */
                    reason?: string;

                    /** Attempt status */
                    status?: (number|null);

                    /** Attempt nextAtMs */
                    nextAtMs?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Attempt. */
                type $Shape = tizheng.delivery.v1.Attempt.$Properties;
            }

            /**
             * Properties of a Status.
             * @deprecated Use tizheng.delivery.v1.Status.$Properties instead.
             */
            interface IStatus extends tizheng.delivery.v1.Status.$Properties {
            }

            /** Represents a Status. */
            class Status {

                /**
                 * Constructs a new Status.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.delivery.v1.Status.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Status state. */
                state: string;

                /** Status failingSinceMs. */
                failingSinceMs: (number|Long|null);

                /** Status waiting. */
                waiting: number;

                /** Status lagRecords. */
                lagRecords: (number|Long);

                /** Status dead. */
                dead: number;

                /** Status deliveredTotal. */
                deliveredTotal: (number|Long);

                /** Status lastAtMs. */
                lastAtMs: (number|Long|null);

                /** Status lastReason. */
                lastReason: (string|null);

                /** Status lastStatus. */
                lastStatus: (number|null);

                /** Status heldUntilMs. */
                heldUntilMs: (number|Long|null);

                /** Status nextAtMs. */
                nextAtMs: (number|Long|null);

                /**
                 * Encodes the specified Status message. Does not implicitly {@link tizheng.delivery.v1.Status.verify|verify} messages.
                 * @param message Status message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.delivery.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Status message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.Status & tizheng.delivery.v1.Status.$Shape} Status
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.delivery.v1.Status & tizheng.delivery.v1.Status.$Shape;
            }

            namespace Status {

                /** Properties of a Status. */
                interface $Properties {

                    /** Status state */
                    state?: string;

                    /** Status failingSinceMs */
                    failingSinceMs?: (number|Long|null);

                    /** Status waiting */
                    waiting?: number;

                    /** Status lagRecords */
                    lagRecords?: (number|Long);

                    /** Status dead */
                    dead?: number;

                    /** Status deliveredTotal */
                    deliveredTotal?: (number|Long);

                    /** Status lastAtMs */
                    lastAtMs?: (number|Long|null);

                    /** Status lastReason */
                    lastReason?: (string|null);

                    /** Status lastStatus */
                    lastStatus?: (number|null);

                    /** Status heldUntilMs */
                    heldUntilMs?: (number|Long|null);

                    /** Status nextAtMs */
                    nextAtMs?: (number|Long|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Status. */
                type $Shape = tizheng.delivery.v1.Status.$Properties;
            }

            /**
             * Properties of a DeadLetter.
             * @deprecated Use tizheng.delivery.v1.DeadLetter.$Properties instead.
             */
            interface IDeadLetter extends tizheng.delivery.v1.DeadLetter.$Properties {
            }

            /** Represents a DeadLetter. */
            class DeadLetter {

                /**
                 * Constructs a new DeadLetter.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.delivery.v1.DeadLetter.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeadLetter endpoint. */
                endpoint: string;

                /** DeadLetter webhookId. */
                webhookId: string;

                /** DeadLetter state. */
                state: string;

                /** DeadLetter alertId. */
                alertId: string;

                /** DeadLetter alertType. */
                alertType: string;

                /** DeadLetter change. */
                change: string;

                /** DeadLetter partition. */
                partition: number;

                /** DeadLetter offset. */
                offset: (number|Long);

                /** DeadLetter attempts. */
                attempts: number;

                /** DeadLetter reason. */
                reason: string;

                /** DeadLetter status. */
                status: (number|null);

                /** DeadLetter atMs. */
                atMs: (number|Long);

                /**
                 * Encodes the specified DeadLetter message. Does not implicitly {@link tizheng.delivery.v1.DeadLetter.verify|verify} messages.
                 * @param message DeadLetter message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.delivery.v1.DeadLetter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeadLetter message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeadLetter & tizheng.delivery.v1.DeadLetter.$Shape} DeadLetter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.delivery.v1.DeadLetter & tizheng.delivery.v1.DeadLetter.$Shape;
            }

            namespace DeadLetter {

                /** Properties of a DeadLetter. */
                interface $Properties {

                    /** DeadLetter endpoint */
                    endpoint?: string;

                    /** DeadLetter webhookId */
                    webhookId?: string;

                    /** DeadLetter state */
                    state?: string;

                    /** DeadLetter alertId */
                    alertId?: string;

                    /** DeadLetter alertType */
                    alertType?: string;

                    /** DeadLetter change */
                    change?: string;

                    /** DeadLetter partition */
                    partition?: number;

                    /** DeadLetter offset */
                    offset?: (number|Long);

                    /** DeadLetter attempts */
                    attempts?: number;

                    /** DeadLetter reason */
                    reason?: string;

                    /** DeadLetter status */
                    status?: (number|null);

                    /** DeadLetter atMs */
                    atMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeadLetter. */
                type $Shape = tizheng.delivery.v1.DeadLetter.$Properties;
            }

            /**
             * Properties of a DeliveryCommand.
             * @deprecated Use tizheng.delivery.v1.DeliveryCommand.$Properties instead.
             */
            interface IDeliveryCommand extends tizheng.delivery.v1.DeliveryCommand.$Properties {
            }

            /** Represents a DeliveryCommand. */
            class DeliveryCommand {

                /**
                 * Constructs a new DeliveryCommand.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.delivery.v1.DeliveryCommand.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** DeliveryCommand commandId. */
                commandId: string;

                /** DeliveryCommand action. */
                action: string;

                /** DeliveryCommand endpoint. */
                endpoint: string;

                /** DeliveryCommand webhookIds. */
                webhookIds: string[];

                /** DeliveryCommand fromMs. */
                fromMs: (number|Long|null);

                /** DeliveryCommand toMs. */
                toMs: (number|Long|null);

                /** DeliveryCommand atMs. */
                atMs: (number|Long);

                /** DeliveryCommand actor. */
                actor: string;

                /**
                 * Encodes the specified DeliveryCommand message. Does not implicitly {@link tizheng.delivery.v1.DeliveryCommand.verify|verify} messages.
                 * @param message DeliveryCommand message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.delivery.v1.DeliveryCommand.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a DeliveryCommand message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeliveryCommand & tizheng.delivery.v1.DeliveryCommand.$Shape} DeliveryCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.delivery.v1.DeliveryCommand & tizheng.delivery.v1.DeliveryCommand.$Shape;
            }

            namespace DeliveryCommand {

                /** Properties of a DeliveryCommand. */
                interface $Properties {

                    /** DeliveryCommand commandId */
                    commandId?: string;

                    /** DeliveryCommand action */
                    action?: string;

                    /** DeliveryCommand endpoint */
                    endpoint?: string;

                    /** DeliveryCommand webhookIds */
                    webhookIds?: string[];

                    /** DeliveryCommand fromMs */
                    fromMs?: (number|Long|null);

                    /** DeliveryCommand toMs */
                    toMs?: (number|Long|null);

                    /** DeliveryCommand atMs */
                    atMs?: (number|Long);

                    /** DeliveryCommand actor */
                    actor?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a DeliveryCommand. */
                type $Shape = tizheng.delivery.v1.DeliveryCommand.$Properties;
            }
        }
    }
}
