import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace trip. */
    namespace trip {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a TripEvent.
             * @deprecated Use tizheng.trip.v1.TripEvent.$Properties instead.
             */
            interface ITripEvent extends tizheng.trip.v1.TripEvent.$Properties {
            }

            /** Represents a TripEvent. */
            class TripEvent {

                /**
                 * Constructs a new TripEvent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.trip.v1.TripEvent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** TripEvent tripId. */
                tripId: string;

                /** TripEvent baseVersion. */
                baseVersion: number;

                /** TripEvent step. */
                step: string;

                /** TripEvent atMs. */
                atMs: (number|Long);

                /** TripEvent actor. */
                actor: string;

                /** TripEvent reason. */
                reason: string;

                /** TripEvent origin. */
                origin: string;

                /** TripEvent planJson. */
                planJson: string;

                /** TripEvent departed. */
                departed: (tizheng.trip.v1.Moment|null);

                /** TripEvent arrived. */
                arrived: (tizheng.trip.v1.Moment|null);

                /** TripEvent checkJson. */
                checkJson: (string|null);

                /** TripEvent verdict. */
                verdict: (string|null);

                /** TripEvent reportJson. */
                reportJson: (string|null);

                /**
                 * Encodes the specified TripEvent message. Does not implicitly {@link tizheng.trip.v1.TripEvent.verify|verify} messages.
                 * @param message TripEvent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.trip.v1.TripEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a TripEvent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.trip.v1.TripEvent & tizheng.trip.v1.TripEvent.$Shape} TripEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.trip.v1.TripEvent & tizheng.trip.v1.TripEvent.$Shape;
            }

            namespace TripEvent {

                /** Properties of a TripEvent. */
                interface $Properties {

                    /** TripEvent tripId */
                    tripId?: string;

                    /** TripEvent baseVersion */
                    baseVersion?: number;

                    /** TripEvent step */
                    step?: string;

                    /** TripEvent atMs */
                    atMs?: (number|Long);

                    /** TripEvent actor */
                    actor?: string;

                    /** TripEvent reason */
                    reason?: string;

                    /** TripEvent origin */
                    origin?: string;

                    /** TripEvent planJson */
                    planJson?: string;

                    /** TripEvent departed */
                    departed?: (tizheng.trip.v1.Moment.$Properties|null);

                    /** TripEvent arrived */
                    arrived?: (tizheng.trip.v1.Moment.$Properties|null);

                    /** TripEvent checkJson */
                    checkJson?: (string|null);

                    /** TripEvent verdict */
                    verdict?: (string|null);

                    /** TripEvent reportJson */
                    reportJson?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a TripEvent. */
                type $Shape = tizheng.trip.v1.TripEvent.$Properties;
            }

            /**
             * Properties of a Moment.
             * @deprecated Use tizheng.trip.v1.Moment.$Properties instead.
             */
            interface IMoment extends tizheng.trip.v1.Moment.$Properties {
            }

            /** Represents a Moment. */
            class Moment {

                /**
                 * Constructs a new Moment.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.trip.v1.Moment.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Moment timeMs. */
                timeMs: (number|Long);

                /** Moment latitudeE7. */
                latitudeE7: (number|null);

                /** Moment longitudeE7. */
                longitudeE7: (number|null);

                /** Moment by. */
                by: string;

                /**
                 * Encodes the specified Moment message. Does not implicitly {@link tizheng.trip.v1.Moment.verify|verify} messages.
                 * @param message Moment message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.trip.v1.Moment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Moment message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.trip.v1.Moment & tizheng.trip.v1.Moment.$Shape} Moment
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.trip.v1.Moment & tizheng.trip.v1.Moment.$Shape;
            }

            namespace Moment {

                /** Properties of a Moment. */
                interface $Properties {

                    /** Moment timeMs */
                    timeMs?: (number|Long);

                    /** Moment latitudeE7 */
                    latitudeE7?: (number|null);

                    /** Moment longitudeE7 */
                    longitudeE7?: (number|null);

                    /** Moment by */
                    by?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Moment. */
                type $Shape = tizheng.trip.v1.Moment.$Properties;
            }
        }
    }
}
