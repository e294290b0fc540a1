/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-delivery"] || ($protobuf.roots["tizheng-delivery"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.delivery = (function() {

        /**
         * Namespace delivery.
         * @memberof tizheng
         * @namespace
         */
        const delivery = {};

        delivery.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.delivery
             * @namespace
             */
            const v1 = {};

            v1.DeliveryRecord = (function() {

                /**
                 * Properties of a DeliveryRecord.
                 * @typedef {Object} tizheng.delivery.v1.DeliveryRecord.$Properties
                 * @property {string} [endpoint] DeliveryRecord endpoint
                 * @property {number|Long} [atMs] DeliveryRecord atMs
                 * @property {tizheng.delivery.v1.Attempt.$Properties|null} [attempt] DeliveryRecord attempt
                 * @property {tizheng.delivery.v1.Status.$Properties|null} [status] DeliveryRecord status
                 * @property {"attempt"|"status"} [body] DeliveryRecord body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DeliveryRecord.
                 * @memberof tizheng.delivery.v1
                 * @interface IDeliveryRecord
                 * @augments tizheng.delivery.v1.DeliveryRecord.$Properties
                 * @deprecated Use tizheng.delivery.v1.DeliveryRecord.$Properties instead.
                 */

                /**
                 * Narrowed shape of a DeliveryRecord.
                 * @typedef {{
                 *   endpoint?: string;
                 *   atMs?: number|Long;
                 *   attempt?: tizheng.delivery.v1.Attempt.$Shape|null;
                 *   status?: tizheng.delivery.v1.Status.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; attempt?: null; status?: null }|{ body?: "attempt"; attempt: tizheng.delivery.v1.Attempt.$Shape; status?: null }|{ body?: "status"; attempt?: null; status: tizheng.delivery.v1.Status.$Shape })
                 * )} tizheng.delivery.v1.DeliveryRecord.$Shape
                 */

                /**
                 * Constructs a new DeliveryRecord.
                 * @memberof tizheng.delivery.v1
                 * @classdesc Represents a DeliveryRecord.
                 * @constructor
                 * @param {tizheng.delivery.v1.DeliveryRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DeliveryRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DeliveryRecord endpoint.
                 * @member {string} endpoint
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @instance
                 */
                DeliveryRecord.prototype.endpoint = "";

                /**
                 * DeliveryRecord atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @instance
                 */
                DeliveryRecord.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DeliveryRecord attempt.
                 * @member {tizheng.delivery.v1.Attempt|null} attempt
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @instance
                 */
                DeliveryRecord.prototype.attempt = null;

                /**
                 * DeliveryRecord status.
                 * @member {tizheng.delivery.v1.Status|null} status
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @instance
                 */
                DeliveryRecord.prototype.status = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * DeliveryRecord body.
                 * @member {"attempt"|"status"|undefined} body
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @instance
                 */
                $Object.defineProperty(DeliveryRecord.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["attempt", "status"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DeliveryRecord message. Does not implicitly {@link tizheng.delivery.v1.DeliveryRecord.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @static
                 * @param {tizheng.delivery.v1.DeliveryRecord.$Properties} message DeliveryRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DeliveryRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.endpoint);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.atMs);
                    if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt"))
                        $root.tizheng.delivery.v1.Attempt.encode(message.attempt, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.tizheng.delivery.v1.Status.encode(message.status, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DeliveryRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.delivery.v1.DeliveryRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeliveryRecord & tizheng.delivery.v1.DeliveryRecord.$Shape} DeliveryRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DeliveryRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.delivery.v1.DeliveryRecord();
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
                                    message.endpoint = value;
                                else
                                    delete message.endpoint;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.attempt = $root.tizheng.delivery.v1.Attempt.decode(reader, reader.size(), $undefined, _depth + 1, message.attempt);
                                message.body = "attempt";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.tizheng.delivery.v1.Status.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
                                message.body = "status";
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

                return DeliveryRecord;
            })();

            v1.Attempt = (function() {

                /**
                 * Properties of an Attempt.
                 * @typedef {Object} tizheng.delivery.v1.Attempt.$Properties
                 * @property {string} [webhookId] Attempt webhookId
                 * @property {string} [alertId] Attempt alertId
                 * @property {string} [alertType] Attempt alertType
                 * @property {string} [change] Attempt change
                 * @property {number} [partition] Attempt partition
                 * @property {number|Long} [offset] Attempt offset
                 * @property {number} [attempt] Attempt attempt
                 * @property {number} [durationMs] Attempt durationMs
                 * @property {string} [outcome] Attempt outcome
                 * @property {string} [reason] Attempt reason
                 * @property {number|null} [status] Attempt status
                 * @property {number|Long|null} [nextAtMs] Attempt nextAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Attempt.
                 * @memberof tizheng.delivery.v1
                 * @interface IAttempt
                 * @augments tizheng.delivery.v1.Attempt.$Properties
                 * @deprecated Use tizheng.delivery.v1.Attempt.$Properties instead.
                 */

                /**
                 * Shape of an Attempt.
                 * @typedef {tizheng.delivery.v1.Attempt.$Properties} tizheng.delivery.v1.Attempt.$Shape
                 */

                /**
                 * Constructs a new Attempt.
                 * @memberof tizheng.delivery.v1
                 * @classdesc Represents an Attempt.
                 * @constructor
                 * @param {tizheng.delivery.v1.Attempt.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Attempt = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Attempt webhookId.
                 * @member {string} webhookId
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.webhookId = "";

                /**
                 * Attempt alertId.
                 * @member {string} alertId
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.alertId = "";

                /**
                 * Attempt alertType.
                 * @member {string} alertType
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.alertType = "";

                /**
                 * Attempt change.
                 * @member {string} change
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.change = "";

                /**
                 * Attempt partition.
                 * @member {number} partition
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.partition = 0;

                /**
                 * Attempt offset.
                 * @member {number|Long} offset
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Attempt attempt.
                 * @member {number} attempt
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.attempt = 0;

                /**
                 * Attempt durationMs.
                 * @member {number} durationMs
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.durationMs = 0;

                /**
                 * Attempt outcome.
                 * @member {string} outcome
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.outcome = "";

                /**
                 * Attempt reason.
                 * @member {string} reason
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.reason = "";

                /**
                 * Attempt status.
                 * @member {number|null} status
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.status = null;

                /**
                 * Attempt nextAtMs.
                 * @member {number|Long|null} nextAtMs
                 * @memberof tizheng.delivery.v1.Attempt
                 * @instance
                 */
                Attempt.prototype.nextAtMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Attempt.prototype, "_status", {
                    get: $util.oneOfGetter($oneOfFields = ["status"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Attempt.prototype, "_nextAtMs", {
                    get: $util.oneOfGetter($oneOfFields = ["nextAtMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Attempt message. Does not implicitly {@link tizheng.delivery.v1.Attempt.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.delivery.v1.Attempt
                 * @static
                 * @param {tizheng.delivery.v1.Attempt.$Properties} message Attempt message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Attempt.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.webhookId != null && $Object.hasOwnProperty.call(message, "webhookId") && message.webhookId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.webhookId);
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.alertId);
                    if (message.alertType != null && $Object.hasOwnProperty.call(message, "alertType") && message.alertType !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.alertType);
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.change);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.partition);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.offset);
                    if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.attempt);
                    if (message.durationMs != null && $Object.hasOwnProperty.call(message, "durationMs") && message.durationMs !== 0)
                        writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.durationMs);
                    if (message.outcome != null && $Object.hasOwnProperty.call(message, "outcome") && message.outcome !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.outcome);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.reason);
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.status);
                    if (message.nextAtMs != null && $Object.hasOwnProperty.call(message, "nextAtMs"))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.nextAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Attempt message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.delivery.v1.Attempt
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.Attempt & tizheng.delivery.v1.Attempt.$Shape} Attempt
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Attempt.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.delivery.v1.Attempt();
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
                                    message.webhookId = value;
                                else
                                    delete message.webhookId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertType = value;
                                else
                                    delete message.alertType;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.change = value;
                                else
                                    delete message.change;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.attempt = value;
                                else
                                    delete message.attempt;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.durationMs = value;
                                else
                                    delete message.durationMs;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.outcome = value;
                                else
                                    delete message.outcome;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.status = reader.uint32();
                                message._status = "status";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.nextAtMs = reader.uint64();
                                message._nextAtMs = "nextAtMs";
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

                return Attempt;
            })();

            v1.Status = (function() {

                /**
                 * Properties of a Status.
                 * @typedef {Object} tizheng.delivery.v1.Status.$Properties
                 * @property {string} [state] Status state
                 * @property {number|Long|null} [failingSinceMs] Status failingSinceMs
                 * @property {number} [waiting] Status waiting
                 * @property {number|Long} [lagRecords] Status lagRecords
                 * @property {number} [dead] Status dead
                 * @property {number|Long} [deliveredTotal] Status deliveredTotal
                 * @property {number|Long|null} [lastAtMs] Status lastAtMs
                 * @property {string|null} [lastReason] Status lastReason
                 * @property {number|null} [lastStatus] Status lastStatus
                 * @property {number|Long|null} [heldUntilMs] Status heldUntilMs
                 * @property {number|Long|null} [nextAtMs] Status nextAtMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Status.
                 * @memberof tizheng.delivery.v1
                 * @interface IStatus
                 * @augments tizheng.delivery.v1.Status.$Properties
                 * @deprecated Use tizheng.delivery.v1.Status.$Properties instead.
                 */

                /**
                 * Shape of a Status.
                 * @typedef {tizheng.delivery.v1.Status.$Properties} tizheng.delivery.v1.Status.$Shape
                 */

                /**
                 * Constructs a new Status.
                 * @memberof tizheng.delivery.v1
                 * @classdesc Represents a Status.
                 * @constructor
                 * @param {tizheng.delivery.v1.Status.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Status = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Status state.
                 * @member {string} state
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.state = "";

                /**
                 * Status failingSinceMs.
                 * @member {number|Long|null} failingSinceMs
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.failingSinceMs = null;

                /**
                 * Status waiting.
                 * @member {number} waiting
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.waiting = 0;

                /**
                 * Status lagRecords.
                 * @member {number|Long} lagRecords
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.lagRecords = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Status dead.
                 * @member {number} dead
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.dead = 0;

                /**
                 * Status deliveredTotal.
                 * @member {number|Long} deliveredTotal
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.deliveredTotal = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Status lastAtMs.
                 * @member {number|Long|null} lastAtMs
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.lastAtMs = null;

                /**
                 * Status lastReason.
                 * @member {string|null} lastReason
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.lastReason = null;

                /**
                 * Status lastStatus.
                 * @member {number|null} lastStatus
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.lastStatus = null;

                /**
                 * Status heldUntilMs.
                 * @member {number|Long|null} heldUntilMs
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.heldUntilMs = null;

                /**
                 * Status nextAtMs.
                 * @member {number|Long|null} nextAtMs
                 * @memberof tizheng.delivery.v1.Status
                 * @instance
                 */
                Status.prototype.nextAtMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_failingSinceMs", {
                    get: $util.oneOfGetter($oneOfFields = ["failingSinceMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_lastAtMs", {
                    get: $util.oneOfGetter($oneOfFields = ["lastAtMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_lastReason", {
                    get: $util.oneOfGetter($oneOfFields = ["lastReason"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_lastStatus", {
                    get: $util.oneOfGetter($oneOfFields = ["lastStatus"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_heldUntilMs", {
                    get: $util.oneOfGetter($oneOfFields = ["heldUntilMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Status.prototype, "_nextAtMs", {
                    get: $util.oneOfGetter($oneOfFields = ["nextAtMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Status message. Does not implicitly {@link tizheng.delivery.v1.Status.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.delivery.v1.Status
                 * @static
                 * @param {tizheng.delivery.v1.Status.$Properties} message Status message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Status.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.state);
                    if (message.failingSinceMs != null && $Object.hasOwnProperty.call(message, "failingSinceMs"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.failingSinceMs);
                    if (message.waiting != null && $Object.hasOwnProperty.call(message, "waiting") && message.waiting !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.waiting);
                    if (message.lagRecords != null && $Object.hasOwnProperty.call(message, "lagRecords") && (typeof message.lagRecords === "object" ? message.lagRecords.low || message.lagRecords.high : message.lagRecords !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.lagRecords);
                    if (message.dead != null && $Object.hasOwnProperty.call(message, "dead") && message.dead !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.dead);
                    if (message.deliveredTotal != null && $Object.hasOwnProperty.call(message, "deliveredTotal") && (typeof message.deliveredTotal === "object" ? message.deliveredTotal.low || message.deliveredTotal.high : message.deliveredTotal !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.deliveredTotal);
                    if (message.lastAtMs != null && $Object.hasOwnProperty.call(message, "lastAtMs"))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.lastAtMs);
                    if (message.lastReason != null && $Object.hasOwnProperty.call(message, "lastReason"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.lastReason);
                    if (message.lastStatus != null && $Object.hasOwnProperty.call(message, "lastStatus"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.lastStatus);
                    if (message.heldUntilMs != null && $Object.hasOwnProperty.call(message, "heldUntilMs"))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.heldUntilMs);
                    if (message.nextAtMs != null && $Object.hasOwnProperty.call(message, "nextAtMs"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.nextAtMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Status message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.delivery.v1.Status
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.Status & tizheng.delivery.v1.Status.$Shape} Status
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Status.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.delivery.v1.Status();
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
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.failingSinceMs = reader.uint64();
                                message._failingSinceMs = "failingSinceMs";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.waiting = value;
                                else
                                    delete message.waiting;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.lagRecords = value;
                                else
                                    delete message.lagRecords;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.dead = value;
                                else
                                    delete message.dead;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.deliveredTotal = value;
                                else
                                    delete message.deliveredTotal;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.lastAtMs = reader.uint64();
                                message._lastAtMs = "lastAtMs";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.lastReason = reader.stringVerify();
                                message._lastReason = "lastReason";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.lastStatus = reader.uint32();
                                message._lastStatus = "lastStatus";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.heldUntilMs = reader.uint64();
                                message._heldUntilMs = "heldUntilMs";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.nextAtMs = reader.uint64();
                                message._nextAtMs = "nextAtMs";
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

                return Status;
            })();

            v1.DeadLetter = (function() {

                /**
                 * Properties of a DeadLetter.
                 * @typedef {Object} tizheng.delivery.v1.DeadLetter.$Properties
                 * @property {string} [endpoint] DeadLetter endpoint
                 * @property {string} [webhookId] DeadLetter webhookId
                 * @property {string} [state] DeadLetter state
                 * @property {string} [alertId] DeadLetter alertId
                 * @property {string} [alertType] DeadLetter alertType
                 * @property {string} [change] DeadLetter change
                 * @property {number} [partition] DeadLetter partition
                 * @property {number|Long} [offset] DeadLetter offset
                 * @property {number} [attempts] DeadLetter attempts
                 * @property {string} [reason] DeadLetter reason
                 * @property {number|null} [status] DeadLetter status
                 * @property {number|Long} [atMs] DeadLetter atMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DeadLetter.
                 * @memberof tizheng.delivery.v1
                 * @interface IDeadLetter
                 * @augments tizheng.delivery.v1.DeadLetter.$Properties
                 * @deprecated Use tizheng.delivery.v1.DeadLetter.$Properties instead.
                 */

                /**
                 * Shape of a DeadLetter.
                 * @typedef {tizheng.delivery.v1.DeadLetter.$Properties} tizheng.delivery.v1.DeadLetter.$Shape
                 */

                /**
                 * Constructs a new DeadLetter.
                 * @memberof tizheng.delivery.v1
                 * @classdesc Represents a DeadLetter.
                 * @constructor
                 * @param {tizheng.delivery.v1.DeadLetter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DeadLetter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DeadLetter endpoint.
                 * @member {string} endpoint
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.endpoint = "";

                /**
                 * DeadLetter webhookId.
                 * @member {string} webhookId
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.webhookId = "";

                /**
                 * DeadLetter state.
                 * @member {string} state
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.state = "";

                /**
                 * DeadLetter alertId.
                 * @member {string} alertId
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.alertId = "";

                /**
                 * DeadLetter alertType.
                 * @member {string} alertType
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.alertType = "";

                /**
                 * DeadLetter change.
                 * @member {string} change
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.change = "";

                /**
                 * DeadLetter partition.
                 * @member {number} partition
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.partition = 0;

                /**
                 * DeadLetter offset.
                 * @member {number|Long} offset
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DeadLetter attempts.
                 * @member {number} attempts
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.attempts = 0;

                /**
                 * DeadLetter reason.
                 * @member {string} reason
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.reason = "";

                /**
                 * DeadLetter status.
                 * @member {number|null} status
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.status = null;

                /**
                 * DeadLetter atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @instance
                 */
                DeadLetter.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeadLetter.prototype, "_status", {
                    get: $util.oneOfGetter($oneOfFields = ["status"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DeadLetter message. Does not implicitly {@link tizheng.delivery.v1.DeadLetter.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @static
                 * @param {tizheng.delivery.v1.DeadLetter.$Properties} message DeadLetter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DeadLetter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.endpoint);
                    if (message.webhookId != null && $Object.hasOwnProperty.call(message, "webhookId") && message.webhookId !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.webhookId);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.state);
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId") && message.alertId !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.alertId);
                    if (message.alertType != null && $Object.hasOwnProperty.call(message, "alertType") && message.alertType !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.alertType);
                    if (message.change != null && $Object.hasOwnProperty.call(message, "change") && message.change !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.change);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.partition);
                    if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.offset);
                    if (message.attempts != null && $Object.hasOwnProperty.call(message, "attempts") && message.attempts !== 0)
                        writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.attempts);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.reason);
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.status);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.atMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DeadLetter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.delivery.v1.DeadLetter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeadLetter & tizheng.delivery.v1.DeadLetter.$Shape} DeadLetter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DeadLetter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.delivery.v1.DeadLetter();
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
                                    message.endpoint = value;
                                else
                                    delete message.endpoint;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.webhookId = value;
                                else
                                    delete message.webhookId;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertId = value;
                                else
                                    delete message.alertId;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.alertType = value;
                                else
                                    delete message.alertType;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.change = value;
                                else
                                    delete message.change;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.offset = value;
                                else
                                    delete message.offset;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.attempts = value;
                                else
                                    delete message.attempts;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.status = reader.uint32();
                                message._status = "status";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
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

                return DeadLetter;
            })();

            v1.DeliveryCommand = (function() {

                /**
                 * Properties of a DeliveryCommand.
                 * @typedef {Object} tizheng.delivery.v1.DeliveryCommand.$Properties
                 * @property {string} [commandId] DeliveryCommand commandId
                 * @property {string} [action] DeliveryCommand action
                 * @property {string} [endpoint] DeliveryCommand endpoint
                 * @property {Array.<string>} [webhookIds] DeliveryCommand webhookIds
                 * @property {number|Long|null} [fromMs] DeliveryCommand fromMs
                 * @property {number|Long|null} [toMs] DeliveryCommand toMs
                 * @property {number|Long} [atMs] DeliveryCommand atMs
                 * @property {string} [actor] DeliveryCommand actor
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DeliveryCommand.
                 * @memberof tizheng.delivery.v1
                 * @interface IDeliveryCommand
                 * @augments tizheng.delivery.v1.DeliveryCommand.$Properties
                 * @deprecated Use tizheng.delivery.v1.DeliveryCommand.$Properties instead.
                 */

                /**
                 * Shape of a DeliveryCommand.
                 * @typedef {tizheng.delivery.v1.DeliveryCommand.$Properties} tizheng.delivery.v1.DeliveryCommand.$Shape
                 */

                /**
                 * Constructs a new DeliveryCommand.
                 * @memberof tizheng.delivery.v1
                 * @classdesc Represents a DeliveryCommand.
                 * @constructor
                 * @param {tizheng.delivery.v1.DeliveryCommand.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DeliveryCommand = function (properties) {
                    this.webhookIds = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DeliveryCommand commandId.
                 * @member {string} commandId
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.commandId = "";

                /**
                 * DeliveryCommand action.
                 * @member {string} action
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.action = "";

                /**
                 * DeliveryCommand endpoint.
                 * @member {string} endpoint
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.endpoint = "";

                /**
                 * DeliveryCommand webhookIds.
                 * @member {Array.<string>} webhookIds
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.webhookIds = $util.emptyArray;

                /**
                 * DeliveryCommand fromMs.
                 * @member {number|Long|null} fromMs
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.fromMs = null;

                /**
                 * DeliveryCommand toMs.
                 * @member {number|Long|null} toMs
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.toMs = null;

                /**
                 * DeliveryCommand atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DeliveryCommand actor.
                 * @member {string} actor
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @instance
                 */
                DeliveryCommand.prototype.actor = "";

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeliveryCommand.prototype, "_fromMs", {
                    get: $util.oneOfGetter($oneOfFields = ["fromMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeliveryCommand.prototype, "_toMs", {
                    get: $util.oneOfGetter($oneOfFields = ["toMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DeliveryCommand message. Does not implicitly {@link tizheng.delivery.v1.DeliveryCommand.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @static
                 * @param {tizheng.delivery.v1.DeliveryCommand.$Properties} message DeliveryCommand message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DeliveryCommand.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.commandId != null && $Object.hasOwnProperty.call(message, "commandId") && message.commandId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.commandId);
                    if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.action);
                    if (message.endpoint != null && $Object.hasOwnProperty.call(message, "endpoint") && message.endpoint !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.endpoint);
                    if (message.webhookIds != null && message.webhookIds.length)
                        for (let i = 0; i < message.webhookIds.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).string(message.webhookIds[i]);
                    if (message.fromMs != null && $Object.hasOwnProperty.call(message, "fromMs"))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.fromMs);
                    if (message.toMs != null && $Object.hasOwnProperty.call(message, "toMs"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.toMs);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.atMs);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.actor);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DeliveryCommand message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.delivery.v1.DeliveryCommand
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.delivery.v1.DeliveryCommand & tizheng.delivery.v1.DeliveryCommand.$Shape} DeliveryCommand
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DeliveryCommand.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.delivery.v1.DeliveryCommand();
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
                                    message.commandId = value;
                                else
                                    delete message.commandId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.action = value;
                                else
                                    delete message.action;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.endpoint = value;
                                else
                                    delete message.endpoint;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.webhookIds && message.webhookIds.length))
                                    message.webhookIds = [];
                                message.webhookIds.push(reader.stringVerify());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.fromMs = reader.uint64();
                                message._fromMs = "fromMs";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.toMs = reader.uint64();
                                message._toMs = "toMs";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.atMs = value;
                                else
                                    delete message.atMs;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actor = value;
                                else
                                    delete message.actor;
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

                return DeliveryCommand;
            })();

            return v1;
        })();

        return delivery;
    })();

    return tizheng;
})();

export {
  $root as default
};
