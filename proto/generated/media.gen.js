/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-media"] || ($protobuf.roots["tizheng-media"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.media = (function() {

        /**
         * Namespace media.
         * @memberof tizheng
         * @namespace
         */
        const media = {};

        media.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.media
             * @namespace
             */
            const v1 = {};

            v1.MediaEvent = (function() {

                /**
                 * Properties of a MediaEvent.
                 * @typedef {Object} tizheng.media.v1.MediaEvent.$Properties
                 * @property {number|Long} [subjectKey] MediaEvent subjectKey
                 * @property {number|Long} [deviceKey] MediaEvent deviceKey
                 * @property {number|Long} [atMs] MediaEvent atMs
                 * @property {string} [gateway] MediaEvent gateway
                 * @property {tizheng.media.v1.MediaAlarm.$Properties} [alarm] MediaEvent alarm
                 * @property {tizheng.media.v1.MediaAsked.$Properties|null} [asked] MediaEvent asked
                 * @property {tizheng.media.v1.MediaStored.$Properties|null} [stored] MediaEvent stored
                 * @property {tizheng.media.v1.MediaFailed.$Properties|null} [failed] MediaEvent failed
                 * @property {"asked"|"stored"|"failed"} [step] MediaEvent step
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MediaEvent.
                 * @memberof tizheng.media.v1
                 * @interface IMediaEvent
                 * @augments tizheng.media.v1.MediaEvent.$Properties
                 * @deprecated Use tizheng.media.v1.MediaEvent.$Properties instead.
                 */

                /**
                 * Narrowed shape of a MediaEvent.
                 * @typedef {{
                 *   subjectKey?: number|Long;
                 *   deviceKey?: number|Long;
                 *   atMs?: number|Long;
                 *   gateway?: string;
                 *   alarm?: tizheng.media.v1.MediaAlarm.$Shape;
                 *   asked?: tizheng.media.v1.MediaAsked.$Shape|null;
                 *   stored?: tizheng.media.v1.MediaStored.$Shape|null;
                 *   failed?: tizheng.media.v1.MediaFailed.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ step?: undefined; asked?: null; stored?: null; failed?: null }|{ step?: "asked"; asked: tizheng.media.v1.MediaAsked.$Shape; stored?: null; failed?: null }|{ step?: "stored"; asked?: null; stored: tizheng.media.v1.MediaStored.$Shape; failed?: null }|{ step?: "failed"; asked?: null; stored?: null; failed: tizheng.media.v1.MediaFailed.$Shape })
                 * )} tizheng.media.v1.MediaEvent.$Shape
                 */

                /**
                 * Constructs a new MediaEvent.
                 * @memberof tizheng.media.v1
                 * @classdesc Represents a MediaEvent.
                 * @constructor
                 * @param {tizheng.media.v1.MediaEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MediaEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MediaEvent subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MediaEvent deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MediaEvent atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MediaEvent gateway.
                 * @member {string} gateway
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.gateway = "";

                /**
                 * MediaEvent alarm.
                 * @member {tizheng.media.v1.MediaAlarm} alarm
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.alarm = null;

                /**
                 * MediaEvent asked.
                 * @member {tizheng.media.v1.MediaAsked|null} asked
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.asked = null;

                /**
                 * MediaEvent stored.
                 * @member {tizheng.media.v1.MediaStored|null} stored
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.stored = null;

                /**
                 * MediaEvent failed.
                 * @member {tizheng.media.v1.MediaFailed|null} failed
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                MediaEvent.prototype.failed = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * MediaEvent step.
                 * @member {"asked"|"stored"|"failed"|undefined} step
                 * @memberof tizheng.media.v1.MediaEvent
                 * @instance
                 */
                $Object.defineProperty(MediaEvent.prototype, "step", {
                    get: $util.oneOfGetter($oneOfFields = ["asked", "stored", "failed"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified MediaEvent message. Does not implicitly {@link tizheng.media.v1.MediaEvent.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.media.v1.MediaEvent
                 * @static
                 * @param {tizheng.media.v1.MediaEvent.$Properties} message MediaEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MediaEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.subjectKey);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.deviceKey);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.atMs);
                    if (message.gateway != null && $Object.hasOwnProperty.call(message, "gateway") && message.gateway !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.gateway);
                    if (message.alarm != null && $Object.hasOwnProperty.call(message, "alarm"))
                        $root.tizheng.media.v1.MediaAlarm.encode(message.alarm, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.asked != null && $Object.hasOwnProperty.call(message, "asked"))
                        $root.tizheng.media.v1.MediaAsked.encode(message.asked, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.stored != null && $Object.hasOwnProperty.call(message, "stored"))
                        $root.tizheng.media.v1.MediaStored.encode(message.stored, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.failed != null && $Object.hasOwnProperty.call(message, "failed"))
                        $root.tizheng.media.v1.MediaFailed.encode(message.failed, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MediaEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.media.v1.MediaEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaEvent & tizheng.media.v1.MediaEvent.$Shape} MediaEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MediaEvent.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.media.v1.MediaEvent();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.deviceKey = value;
                                else
                                    delete message.deviceKey;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.gateway = value;
                                else
                                    delete message.gateway;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.alarm = $root.tizheng.media.v1.MediaAlarm.decode(reader, reader.size(), $undefined, _depth + 1, message.alarm);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.asked = $root.tizheng.media.v1.MediaAsked.decode(reader, reader.size(), $undefined, _depth + 1, message.asked);
                                message.step = "asked";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.stored = $root.tizheng.media.v1.MediaStored.decode(reader, reader.size(), $undefined, _depth + 1, message.stored);
                                message.step = "stored";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.failed = $root.tizheng.media.v1.MediaFailed.decode(reader, reader.size(), $undefined, _depth + 1, message.failed);
                                message.step = "failed";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MediaEvent;
            })();

            v1.MediaAlarm = (function() {

                /**
                 * Properties of a MediaAlarm.
                 * @typedef {Object} tizheng.media.v1.MediaAlarm.$Properties
                 * @property {number|Long|null} [timeMs] MediaAlarm timeMs
                 * @property {number} [itemId] MediaAlarm itemId
                 * @property {number} [type] MediaAlarm type
                 * @property {number} [level] MediaAlarm level
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MediaAlarm.
                 * @memberof tizheng.media.v1
                 * @interface IMediaAlarm
                 * @augments tizheng.media.v1.MediaAlarm.$Properties
                 * @deprecated Use tizheng.media.v1.MediaAlarm.$Properties instead.
                 */

                /**
                 * Shape of a MediaAlarm.
                 * @typedef {tizheng.media.v1.MediaAlarm.$Properties} tizheng.media.v1.MediaAlarm.$Shape
                 */

                /**
                 * Constructs a new MediaAlarm.
                 * @memberof tizheng.media.v1
                 * @classdesc Represents a MediaAlarm.
                 * @constructor
                 * @param {tizheng.media.v1.MediaAlarm.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MediaAlarm = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MediaAlarm timeMs.
                 * @member {number|Long|null} timeMs
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @instance
                 */
                MediaAlarm.prototype.timeMs = null;

                /**
                 * MediaAlarm itemId.
                 * @member {number} itemId
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @instance
                 */
                MediaAlarm.prototype.itemId = 0;

                /**
                 * MediaAlarm type.
                 * @member {number} type
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @instance
                 */
                MediaAlarm.prototype.type = 0;

                /**
                 * MediaAlarm level.
                 * @member {number} level
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @instance
                 */
                MediaAlarm.prototype.level = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(MediaAlarm.prototype, "_timeMs", {
                    get: $util.oneOfGetter($oneOfFields = ["timeMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified MediaAlarm message. Does not implicitly {@link tizheng.media.v1.MediaAlarm.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @static
                 * @param {tizheng.media.v1.MediaAlarm.$Properties} message MediaAlarm message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MediaAlarm.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs"))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.itemId != null && $Object.hasOwnProperty.call(message, "itemId") && message.itemId !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.itemId);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.type);
                    if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.level);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MediaAlarm message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.media.v1.MediaAlarm
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaAlarm & tizheng.media.v1.MediaAlarm.$Shape} MediaAlarm
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MediaAlarm.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.media.v1.MediaAlarm();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                message.timeMs = reader.uint64();
                                message._timeMs = "timeMs";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.itemId = value;
                                else
                                    delete message.itemId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.level = value;
                                else
                                    delete message.level;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MediaAlarm;
            })();

            v1.MediaAsked = (function() {

                /**
                 * Properties of a MediaAsked.
                 * @typedef {Object} tizheng.media.v1.MediaAsked.$Properties
                 * @property {string} [alarmNo] MediaAsked alarmNo
                 * @property {Uint8Array} [identifier] MediaAsked identifier
                 * @property {number} [announced] MediaAsked announced
                 * @property {number|Long} [expiresAtMs] MediaAsked expiresAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MediaAsked.
                 * @memberof tizheng.media.v1
                 * @interface IMediaAsked
                 * @augments tizheng.media.v1.MediaAsked.$Properties
                 * @deprecated Use tizheng.media.v1.MediaAsked.$Properties instead.
                 */

                /**
                 * Shape of a MediaAsked.
                 * @typedef {tizheng.media.v1.MediaAsked.$Properties} tizheng.media.v1.MediaAsked.$Shape
                 */

                /**
                 * Constructs a new MediaAsked.
                 * @memberof tizheng.media.v1
                 * @classdesc Represents a MediaAsked.
                 * @constructor
                 * @param {tizheng.media.v1.MediaAsked.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MediaAsked = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MediaAsked alarmNo.
                 * @member {string} alarmNo
                 * @memberof tizheng.media.v1.MediaAsked
                 * @instance
                 */
                MediaAsked.prototype.alarmNo = "";

                /**
                 * MediaAsked identifier.
                 * @member {Uint8Array} identifier
                 * @memberof tizheng.media.v1.MediaAsked
                 * @instance
                 */
                MediaAsked.prototype.identifier = $util.newBuffer([]);

                /**
                 * MediaAsked announced.
                 * @member {number} announced
                 * @memberof tizheng.media.v1.MediaAsked
                 * @instance
                 */
                MediaAsked.prototype.announced = 0;

                /**
                 * MediaAsked expiresAtMs.
                 * @member {number|Long} expiresAtMs
                 * @memberof tizheng.media.v1.MediaAsked
                 * @instance
                 */
                MediaAsked.prototype.expiresAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified MediaAsked message. Does not implicitly {@link tizheng.media.v1.MediaAsked.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.media.v1.MediaAsked
                 * @static
                 * @param {tizheng.media.v1.MediaAsked.$Properties} message MediaAsked message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MediaAsked.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.alarmNo != null && $Object.hasOwnProperty.call(message, "alarmNo") && message.alarmNo !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.alarmNo);
                    if (message.identifier != null && $Object.hasOwnProperty.call(message, "identifier") && message.identifier.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.identifier);
                    if (message.announced != null && $Object.hasOwnProperty.call(message, "announced") && message.announced !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.announced);
                    if (message.expiresAtMs != null && $Object.hasOwnProperty.call(message, "expiresAtMs") && (typeof message.expiresAtMs === "object" ? message.expiresAtMs.low || message.expiresAtMs.high : message.expiresAtMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.expiresAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MediaAsked message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.media.v1.MediaAsked
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaAsked & tizheng.media.v1.MediaAsked.$Shape} MediaAsked
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MediaAsked.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.media.v1.MediaAsked();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alarmNo = value;
                                else
                                    delete message.alarmNo;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.identifier = value;
                                else
                                    delete message.identifier;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.announced = value;
                                else
                                    delete message.announced;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresAtMs = value;
                                else
                                    delete message.expiresAtMs;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MediaAsked;
            })();

            v1.MediaStored = (function() {

                /**
                 * Properties of a MediaStored.
                 * @typedef {Object} tizheng.media.v1.MediaStored.$Properties
                 * @property {string} [alarmNo] MediaStored alarmNo
                 * @property {string} [name] MediaStored name
                 * @property {string} [media] MediaStored media
                 * @property {number|Long} [sizeBytes] MediaStored sizeBytes
                 * @property {Uint8Array} [sha256] MediaStored sha256
                 * @property {string} [contentType] MediaStored contentType
                 * @property {number|null} [channel] MediaStored channel
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MediaStored.
                 * @memberof tizheng.media.v1
                 * @interface IMediaStored
                 * @augments tizheng.media.v1.MediaStored.$Properties
                 * @deprecated Use tizheng.media.v1.MediaStored.$Properties instead.
                 */

                /**
                 * Shape of a MediaStored.
                 * @typedef {tizheng.media.v1.MediaStored.$Properties} tizheng.media.v1.MediaStored.$Shape
                 */

                /**
                 * Constructs a new MediaStored.
                 * @memberof tizheng.media.v1
                 * @classdesc Represents a MediaStored.
                 * @constructor
                 * @param {tizheng.media.v1.MediaStored.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MediaStored = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MediaStored alarmNo.
                 * @member {string} alarmNo
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.alarmNo = "";

                /**
                 * MediaStored name.
                 * @member {string} name
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.name = "";

                /**
                 * MediaStored media.
                 * @member {string} media
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.media = "";

                /**
                 * MediaStored sizeBytes.
                 * @member {number|Long} sizeBytes
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.sizeBytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * MediaStored sha256.
                 * @member {Uint8Array} sha256
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.sha256 = $util.newBuffer([]);

                /**
                 * MediaStored contentType.
                 * @member {string} contentType
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.contentType = "";

                /**
                 * MediaStored channel.
                 * @member {number|null} channel
                 * @memberof tizheng.media.v1.MediaStored
                 * @instance
                 */
                MediaStored.prototype.channel = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(MediaStored.prototype, "_channel", {
                    get: $util.oneOfGetter($oneOfFields = ["channel"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified MediaStored message. Does not implicitly {@link tizheng.media.v1.MediaStored.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.media.v1.MediaStored
                 * @static
                 * @param {tizheng.media.v1.MediaStored.$Properties} message MediaStored message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MediaStored.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.alarmNo != null && $Object.hasOwnProperty.call(message, "alarmNo") && message.alarmNo !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.alarmNo);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.media != null && $Object.hasOwnProperty.call(message, "media") && message.media !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.media);
                    if (message.sizeBytes != null && $Object.hasOwnProperty.call(message, "sizeBytes") && (typeof message.sizeBytes === "object" ? message.sizeBytes.low || message.sizeBytes.high : message.sizeBytes !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.sizeBytes);
                    if (message.sha256 != null && $Object.hasOwnProperty.call(message, "sha256") && message.sha256.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.sha256);
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.contentType);
                    if (message.channel != null && $Object.hasOwnProperty.call(message, "channel"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.channel);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MediaStored message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.media.v1.MediaStored
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaStored & tizheng.media.v1.MediaStored.$Shape} MediaStored
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MediaStored.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.media.v1.MediaStored();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alarmNo = value;
                                else
                                    delete message.alarmNo;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.media = value;
                                else
                                    delete message.media;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sizeBytes = value;
                                else
                                    delete message.sizeBytes;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.sha256 = value;
                                else
                                    delete message.sha256;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentType = value;
                                else
                                    delete message.contentType;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.channel = reader.uint32();
                                message._channel = "channel";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MediaStored;
            })();

            v1.MediaFailed = (function() {

                /**
                 * Properties of a MediaFailed.
                 * @typedef {Object} tizheng.media.v1.MediaFailed.$Properties
                 * @property {string} [alarmNo] MediaFailed alarmNo
                 * @property {string} [name] MediaFailed name
                 * @property {string} [reason] MediaFailed reason
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a MediaFailed.
                 * @memberof tizheng.media.v1
                 * @interface IMediaFailed
                 * @augments tizheng.media.v1.MediaFailed.$Properties
                 * @deprecated Use tizheng.media.v1.MediaFailed.$Properties instead.
                 */

                /**
                 * Shape of a MediaFailed.
                 * @typedef {tizheng.media.v1.MediaFailed.$Properties} tizheng.media.v1.MediaFailed.$Shape
                 */

                /**
                 * Constructs a new MediaFailed.
                 * @memberof tizheng.media.v1
                 * @classdesc Represents a MediaFailed.
                 * @constructor
                 * @param {tizheng.media.v1.MediaFailed.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const MediaFailed = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * MediaFailed alarmNo.
                 * @member {string} alarmNo
                 * @memberof tizheng.media.v1.MediaFailed
                 * @instance
                 */
                MediaFailed.prototype.alarmNo = "";

                /**
                 * MediaFailed name.
                 * @member {string} name
                 * @memberof tizheng.media.v1.MediaFailed
                 * @instance
                 */
                MediaFailed.prototype.name = "";

                /**
                 * MediaFailed reason.
                 * @member {string} reason
                 * @memberof tizheng.media.v1.MediaFailed
                 * @instance
                 */
                MediaFailed.prototype.reason = "";

                /**
                 * Encodes the specified MediaFailed message. Does not implicitly {@link tizheng.media.v1.MediaFailed.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.media.v1.MediaFailed
                 * @static
                 * @param {tizheng.media.v1.MediaFailed.$Properties} message MediaFailed message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                MediaFailed.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.alarmNo != null && $Object.hasOwnProperty.call(message, "alarmNo") && message.alarmNo !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.alarmNo);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a MediaFailed message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.media.v1.MediaFailed
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.media.v1.MediaFailed & tizheng.media.v1.MediaFailed.$Shape} MediaFailed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                MediaFailed.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.media.v1.MediaFailed();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alarmNo = value;
                                else
                                    delete message.alarmNo;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return MediaFailed;
            })();

            return v1;
        })();

        return media;
    })();

    return tizheng;
})();

export {
  $root as default
};
