import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace media. */
    namespace media {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a MediaEvent.
             * @deprecated Use tizheng.media.v1.MediaEvent.$Properties instead.
             */
            interface IMediaEvent extends tizheng.media.v1.MediaEvent.$Properties {
            }

            /** Represents a MediaEvent. */
            class MediaEvent {

                /**
                 * Constructs a new MediaEvent.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.media.v1.MediaEvent.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MediaEvent subjectKey. */
                subjectKey: (number|Long);

                /** MediaEvent deviceKey. */
                deviceKey: (number|Long);

                /** MediaEvent atMs. */
                atMs: (number|Long);

                /** MediaEvent gateway. */
                gateway: string;

                /** MediaEvent alarm. */
                alarm: tizheng.media.v1.MediaAlarm;

                /** MediaEvent asked. */
                asked: (tizheng.media.v1.MediaAsked|null);

                /** MediaEvent stored. */
                stored: (tizheng.media.v1.MediaStored|null);

                /** MediaEvent failed. */
                failed: (tizheng.media.v1.MediaFailed|null);

                /** MediaEvent step. */
                step?: ("asked"|"stored"|"failed");

                /**
                 * Encodes the specified MediaEvent message. Does not implicitly {@link tizheng.media.v1.MediaEvent.verify|verify} messages.
                 * @param message MediaEvent message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.media.v1.MediaEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MediaEvent message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaEvent & tizheng.media.v1.MediaEvent.$Shape} MediaEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.media.v1.MediaEvent & tizheng.media.v1.MediaEvent.$Shape;
            }

            namespace MediaEvent {

                /** Properties of a MediaEvent. */
                interface $Properties {

                    /** MediaEvent subjectKey */
                    subjectKey?: (number|Long);

                    /** MediaEvent deviceKey */
                    deviceKey?: (number|Long);

                    /** MediaEvent atMs */
                    atMs?: (number|Long);

                    /** MediaEvent gateway */
                    gateway?: string;

                    /** MediaEvent alarm */
                    alarm?: tizheng.media.v1.MediaAlarm.$Properties;

                    /** MediaEvent asked */
                    asked?: (tizheng.media.v1.MediaAsked.$Properties|null);

                    /** MediaEvent stored */
                    stored?: (tizheng.media.v1.MediaStored.$Properties|null);

                    /** MediaEvent failed */
                    failed?: (tizheng.media.v1.MediaFailed.$Properties|null);

                    /** MediaEvent step */
                    step?: ("asked"|"stored"|"failed");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a MediaEvent. */
                type $Shape = {
                  subjectKey?: number|Long;
                  deviceKey?: number|Long;
                  atMs?: number|Long;
                  gateway?: string;
                  alarm?: tizheng.media.v1.MediaAlarm.$Shape;
                  asked?: tizheng.media.v1.MediaAsked.$Shape|null;
                  stored?: tizheng.media.v1.MediaStored.$Shape|null;
                  failed?: tizheng.media.v1.MediaFailed.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ step?: undefined; asked?: null; stored?: null; failed?: null }|{ step?: "asked"; asked: tizheng.media.v1.MediaAsked.$Shape; stored?: null; failed?: null }|{ step?: "stored"; asked?: null; stored: tizheng.media.v1.MediaStored.$Shape; failed?: null }|{ step?: "failed"; asked?: null; stored?: null; failed: tizheng.media.v1.MediaFailed.$Shape })
                );
            }

            /**
             * Properties of a MediaAlarm.
             * @deprecated Use tizheng.media.v1.MediaAlarm.$Properties instead.
             */
            interface IMediaAlarm extends tizheng.media.v1.MediaAlarm.$Properties {
            }

            /** Represents a MediaAlarm. */
            class MediaAlarm {

                /**
                 * Constructs a new MediaAlarm.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.media.v1.MediaAlarm.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MediaAlarm timeMs. */
                timeMs: (number|Long|null);

                /** MediaAlarm itemId. */
                itemId: number;

                /** MediaAlarm type. */
                type: number;

                /** MediaAlarm level. */
                level: number;

                /**
                 * Encodes the specified MediaAlarm message. Does not implicitly {@link tizheng.media.v1.MediaAlarm.verify|verify} messages.
                 * @param message MediaAlarm message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.media.v1.MediaAlarm.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MediaAlarm message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaAlarm & tizheng.media.v1.MediaAlarm.$Shape} MediaAlarm
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.media.v1.MediaAlarm & tizheng.media.v1.MediaAlarm.$Shape;
            }

            namespace MediaAlarm {

                /** Properties of a MediaAlarm. */
                interface $Properties {

                    /** MediaAlarm timeMs */
                    timeMs?: (number|Long|null);

                    /** MediaAlarm itemId */
                    itemId?: number;

                    /** MediaAlarm type */
                    type?: number;

                    /** MediaAlarm level */
                    level?: number;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MediaAlarm. */
                type $Shape = tizheng.media.v1.MediaAlarm.$Properties;
            }

            /**
             * Properties of a MediaAsked.
             * @deprecated Use tizheng.media.v1.MediaAsked.$Properties instead.
             */
            interface IMediaAsked extends tizheng.media.v1.MediaAsked.$Properties {
            }

            /** Represents a MediaAsked. */
            class MediaAsked {

                /**
                 * Constructs a new MediaAsked.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.media.v1.MediaAsked.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MediaAsked alarmNo. */
                alarmNo: string;

                /** MediaAsked identifier. */
                identifier: Uint8Array;

                /** MediaAsked announced. */
                announced: number;

                /** MediaAsked expiresAtMs. */
                expiresAtMs: (number|Long);

                /**
                 * Encodes the specified MediaAsked message. Does not implicitly {@link tizheng.media.v1.MediaAsked.verify|verify} messages.
                 * @param message MediaAsked message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.media.v1.MediaAsked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MediaAsked message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaAsked & tizheng.media.v1.MediaAsked.$Shape} MediaAsked
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.media.v1.MediaAsked & tizheng.media.v1.MediaAsked.$Shape;
            }

            namespace MediaAsked {

                /** Properties of a MediaAsked. */
                interface $Properties {

                    /** MediaAsked alarmNo */
                    alarmNo?: string;

                    /** MediaAsked identifier */
                    identifier?: Uint8Array;

                    /** MediaAsked announced */
                    announced?: number;

                    /** MediaAsked expiresAtMs */
                    expiresAtMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MediaAsked. */
                type $Shape = tizheng.media.v1.MediaAsked.$Properties;
            }

            /**
             * Properties of a MediaStored.
             * @deprecated Use tizheng.media.v1.MediaStored.$Properties instead.
             */
            interface IMediaStored extends tizheng.media.v1.MediaStored.$Properties {
            }

            /** Represents a MediaStored. */
            class MediaStored {

                /**
                 * Constructs a new MediaStored.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.media.v1.MediaStored.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MediaStored alarmNo. */
                alarmNo: string;

                /** MediaStored name. */
                name: string;

                /** MediaStored media. */
                media: string;

                /** MediaStored sizeBytes. */
                sizeBytes: (number|Long);

                /** MediaStored sha256. */
                sha256: Uint8Array;

                /** MediaStored contentType. */
                contentType: string;

                /** MediaStored channel. */
                channel: (number|null);

                /**
                 * Encodes the specified MediaStored message. Does not implicitly {@link tizheng.media.v1.MediaStored.verify|verify} messages.
                 * @param message MediaStored message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.media.v1.MediaStored.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MediaStored message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaStored & tizheng.media.v1.MediaStored.$Shape} MediaStored
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.media.v1.MediaStored & tizheng.media.v1.MediaStored.$Shape;
            }

            namespace MediaStored {

                /** Properties of a MediaStored. */
                interface $Properties {

                    /** MediaStored alarmNo */
                    alarmNo?: string;

                    /** MediaStored name */
                    name?: string;

                    /** MediaStored media */
                    media?: string;

                    /** MediaStored sizeBytes */
                    sizeBytes?: (number|Long);

                    /** MediaStored sha256 */
                    sha256?: Uint8Array;

                    /** MediaStored contentType */
                    contentType?: string;

                    /** MediaStored channel */
                    channel?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MediaStored. */
                type $Shape = tizheng.media.v1.MediaStored.$Properties;
            }

            /**
             * Properties of a MediaFailed.
             * @deprecated Use tizheng.media.v1.MediaFailed.$Properties instead.
             */
            interface IMediaFailed extends tizheng.media.v1.MediaFailed.$Properties {
            }

            /** Represents a MediaFailed. */
            class MediaFailed {

                /**
                 * Constructs a new MediaFailed.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.media.v1.MediaFailed.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** MediaFailed alarmNo. */
                alarmNo: string;

                /** MediaFailed name. */
                name: string;

                /** MediaFailed reason. */
                reason: string;

                /**
                 * Encodes the specified MediaFailed message. Does not implicitly {@link tizheng.media.v1.MediaFailed.verify|verify} messages.
                 * @param message MediaFailed message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.media.v1.MediaFailed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a MediaFailed message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaFailed & tizheng.media.v1.MediaFailed.$Shape} MediaFailed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.media.v1.MediaFailed & tizheng.media.v1.MediaFailed.$Shape;
            }

            namespace MediaFailed {

                /** Properties of a MediaFailed. */
                interface $Properties {

                    /** MediaFailed alarmNo */
                    alarmNo?: string;

                    /** MediaFailed name */
                    name?: string;

                    /** MediaFailed reason */
                    reason?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a MediaFailed. */
                type $Shape = tizheng.media.v1.MediaFailed.$Properties;
            }
        }
    }
}
