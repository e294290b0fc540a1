/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-trip"] || ($protobuf.roots["tizheng-trip"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.trip = (function() {

        /**
         * Namespace trip.
         * @memberof tizheng
         * @namespace
         */
        const trip = {};

        trip.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.trip
             * @namespace
             */
            const v1 = {};

            v1.TripEvent = (function() {

                /**
                 * Properties of a TripEvent.
                 * @typedef {Object} tizheng.trip.v1.TripEvent.$Properties
                 * @property {string} [tripId] TripEvent tripId
                 * @property {number} [baseVersion] TripEvent baseVersion
                 * @property {string} [step] TripEvent step
                 * @property {number|Long} [atMs] TripEvent atMs
                 * @property {string} [actor] TripEvent actor
                 * @property {string} [reason] TripEvent reason
                 * @property {string} [origin] TripEvent origin
                 * @property {string} [planJson] TripEvent planJson
                 * @property {tizheng.trip.v1.Moment.$Properties|null} [departed] TripEvent departed
                 * @property {tizheng.trip.v1.Moment.$Properties|null} [arrived] TripEvent arrived
                 * @property {string|null} [checkJson] TripEvent checkJson
                 * @property {string|null} [verdict] TripEvent verdict
                 * @property {string|null} [reportJson] TripEvent reportJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TripEvent.
                 * @memberof tizheng.trip.v1
                 * @interface ITripEvent
                 * @augments tizheng.trip.v1.TripEvent.$Properties
                 * @deprecated Use tizheng.trip.v1.TripEvent.$Properties instead.
                 */

                /**
                 * Shape of a TripEvent.
                 * @typedef {tizheng.trip.v1.TripEvent.$Properties} tizheng.trip.v1.TripEvent.$Shape
                 */

                /**
                 * Constructs a new TripEvent.
                 * @memberof tizheng.trip.v1
                 * @classdesc Represents a TripEvent.
                 * @constructor
                 * @param {tizheng.trip.v1.TripEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TripEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TripEvent tripId.
                 * @member {string} tripId
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.tripId = "";

                /**
                 * TripEvent baseVersion.
                 * @member {number} baseVersion
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.baseVersion = 0;

                /**
                 * TripEvent step.
                 * @member {string} step
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.step = "";

                /**
                 * TripEvent atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * TripEvent actor.
                 * @member {string} actor
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.actor = "";

                /**
                 * TripEvent reason.
                 * @member {string} reason
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.reason = "";

                /**
                 * TripEvent origin.
                 * @member {string} origin
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.origin = "";

                /**
                 * TripEvent planJson.
                 * @member {string} planJson
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.planJson = "";

                /**
                 * TripEvent departed.
                 * @member {tizheng.trip.v1.Moment|null} departed
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.departed = null;

                /**
                 * TripEvent arrived.
                 * @member {tizheng.trip.v1.Moment|null} arrived
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.arrived = null;

                /**
                 * TripEvent checkJson.
                 * @member {string|null} checkJson
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.checkJson = null;

                /**
                 * TripEvent verdict.
                 * @member {string|null} verdict
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.verdict = null;

                /**
                 * TripEvent reportJson.
                 * @member {string|null} reportJson
                 * @memberof tizheng.trip.v1.TripEvent
                 * @instance
                 */
                TripEvent.prototype.reportJson = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TripEvent.prototype, "_departed", {
                    get: $util.oneOfGetter($oneOfFields = ["departed"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TripEvent.prototype, "_arrived", {
                    get: $util.oneOfGetter($oneOfFields = ["arrived"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TripEvent.prototype, "_checkJson", {
                    get: $util.oneOfGetter($oneOfFields = ["checkJson"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TripEvent.prototype, "_verdict", {
                    get: $util.oneOfGetter($oneOfFields = ["verdict"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TripEvent.prototype, "_reportJson", {
                    get: $util.oneOfGetter($oneOfFields = ["reportJson"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified TripEvent message. Does not implicitly {@link tizheng.trip.v1.TripEvent.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.trip.v1.TripEvent
                 * @static
                 * @param {tizheng.trip.v1.TripEvent.$Properties} message TripEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TripEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.tripId != null && $Object.hasOwnProperty.call(message, "tripId") && message.tripId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.tripId);
                    if (message.baseVersion != null && $Object.hasOwnProperty.call(message, "baseVersion") && message.baseVersion !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.baseVersion);
                    if (message.step != null && $Object.hasOwnProperty.call(message, "step") && message.step !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.step);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.atMs);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.actor);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.reason);
                    if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.origin);
                    if (message.planJson != null && $Object.hasOwnProperty.call(message, "planJson") && message.planJson !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.planJson);
                    if (message.departed != null && $Object.hasOwnProperty.call(message, "departed"))
                        $root.tizheng.trip.v1.Moment.encode(message.departed, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.arrived != null && $Object.hasOwnProperty.call(message, "arrived"))
                        $root.tizheng.trip.v1.Moment.encode(message.arrived, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.checkJson != null && $Object.hasOwnProperty.call(message, "checkJson"))
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.checkJson);
                    if (message.verdict != null && $Object.hasOwnProperty.call(message, "verdict"))
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.verdict);
                    if (message.reportJson != null && $Object.hasOwnProperty.call(message, "reportJson"))
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.reportJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TripEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.trip.v1.TripEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.trip.v1.TripEvent & tizheng.trip.v1.TripEvent.$Shape} TripEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TripEvent.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.trip.v1.TripEvent();
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
                                    message.tripId = value;
                                else
                                    delete message.tripId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.baseVersion = value;
                                else
                                    delete message.baseVersion;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.step = value;
                                else
                                    delete message.step;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actor = value;
                                else
                                    delete message.actor;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.origin = value;
                                else
                                    delete message.origin;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.planJson = value;
                                else
                                    delete message.planJson;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.departed = $root.tizheng.trip.v1.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.departed);
                                message._departed = "departed";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.arrived = $root.tizheng.trip.v1.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.arrived);
                                message._arrived = "arrived";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.checkJson = reader.stringVerify();
                                message._checkJson = "checkJson";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.verdict = reader.stringVerify();
                                message._verdict = "verdict";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.reportJson = reader.stringVerify();
                                message._reportJson = "reportJson";
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

                return TripEvent;
            })();

            v1.Moment = (function() {

                /**
                 * Properties of a Moment.
                 * @typedef {Object} tizheng.trip.v1.Moment.$Properties
                 * @property {number|Long} [timeMs] Moment timeMs
                 * @property {number|null} [latitudeE7] Moment latitudeE7
                 * @property {number|null} [longitudeE7] Moment longitudeE7
                 * @property {string} [by] Moment by
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Moment.
                 * @memberof tizheng.trip.v1
                 * @interface IMoment
                 * @augments tizheng.trip.v1.Moment.$Properties
                 * @deprecated Use tizheng.trip.v1.Moment.$Properties instead.
                 */

                /**
                 * Shape of a Moment.
                 * @typedef {tizheng.trip.v1.Moment.$Properties} tizheng.trip.v1.Moment.$Shape
                 */

                /**
                 * Constructs a new Moment.
                 * @memberof tizheng.trip.v1
                 * @classdesc Represents a Moment.
                 * @constructor
                 * @param {tizheng.trip.v1.Moment.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Moment = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Moment timeMs.
                 * @member {number|Long} timeMs
                 * @memberof tizheng.trip.v1.Moment
                 * @instance
                 */
                Moment.prototype.timeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Moment latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.trip.v1.Moment
                 * @instance
                 */
                Moment.prototype.latitudeE7 = null;

                /**
                 * Moment longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.trip.v1.Moment
                 * @instance
                 */
                Moment.prototype.longitudeE7 = null;

                /**
                 * Moment by.
                 * @member {string} by
                 * @memberof tizheng.trip.v1.Moment
                 * @instance
                 */
                Moment.prototype.by = "";

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Moment.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Moment.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Moment message. Does not implicitly {@link tizheng.trip.v1.Moment.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.trip.v1.Moment
                 * @static
                 * @param {tizheng.trip.v1.Moment.$Properties} message Moment message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Moment.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.timeMs != null && $Object.hasOwnProperty.call(message, "timeMs") && (typeof message.timeMs === "object" ? message.timeMs.low || message.timeMs.high : message.timeMs !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.timeMs);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 2, wireType 0 =*/16).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 3, wireType 0 =*/24).sint32(message.longitudeE7);
                    if (message.by != null && $Object.hasOwnProperty.call(message, "by") && message.by !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.by);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Moment message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.trip.v1.Moment
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.trip.v1.Moment & tizheng.trip.v1.Moment.$Shape} Moment
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Moment.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.trip.v1.Moment();
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
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.timeMs = value;
                                else
                                    delete message.timeMs;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.by = value;
                                else
                                    delete message.by;
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

                return Moment;
            })();

            return v1;
        })();

        return trip;
    })();

    return tizheng;
})();

export {
  $root as default
};
