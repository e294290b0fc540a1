/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-partial"] || ($protobuf.roots["tizheng-partial"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.partial = (function() {

        /**
         * Namespace partial.
         * @memberof tizheng
         * @namespace
         */
        const partial = {};

        partial.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.partial
             * @namespace
             */
            const v1 = {};

            v1.Partial = (function() {

                /**
                 * Properties of a Partial.
                 * @typedef {Object} tizheng.partial.v1.Partial.$Properties
                 * @property {string} [task] Partial task
                 * @property {number} [epoch] Partial epoch
                 * @property {number|Long} [number] Partial number
                 * @property {number} [partition] Partial partition
                 * @property {number|Long} [tickMs] Partial tickMs
                 * @property {tizheng.partial.v1.Mark.$Properties|null} [mark] Partial mark
                 * @property {tizheng.partial.v1.DriverSample.$Properties|null} [sample] Partial sample
                 * @property {tizheng.partial.v1.RulesChange.$Properties|null} [rules] Partial rules
                 * @property {tizheng.partial.v1.Introduction.$Properties|null} [introduction] Partial introduction
                 * @property {"mark"|"sample"|"rules"|"introduction"} [body] Partial body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Partial.
                 * @memberof tizheng.partial.v1
                 * @interface IPartial
                 * @augments tizheng.partial.v1.Partial.$Properties
                 * @deprecated Use tizheng.partial.v1.Partial.$Properties instead.
                 */

                /**
                 * Narrowed shape of a Partial.
                 * @typedef {{
                 *   task?: string;
                 *   epoch?: number;
                 *   number?: number|Long;
                 *   partition?: number;
                 *   tickMs?: number|Long;
                 *   mark?: tizheng.partial.v1.Mark.$Shape|null;
                 *   sample?: tizheng.partial.v1.DriverSample.$Shape|null;
                 *   rules?: tizheng.partial.v1.RulesChange.$Shape|null;
                 *   introduction?: tizheng.partial.v1.Introduction.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; mark?: null; sample?: null; rules?: null; introduction?: null }|{ body?: "mark"; mark: tizheng.partial.v1.Mark.$Shape; sample?: null; rules?: null; introduction?: null }|{ body?: "sample"; mark?: null; sample: tizheng.partial.v1.DriverSample.$Shape; rules?: null; introduction?: null }|{ body?: "rules"; mark?: null; sample?: null; rules: tizheng.partial.v1.RulesChange.$Shape; introduction?: null }|{ body?: "introduction"; mark?: null; sample?: null; rules?: null; introduction: tizheng.partial.v1.Introduction.$Shape })
                 * )} tizheng.partial.v1.Partial.$Shape
                 */

                /**
                 * Constructs a new Partial.
                 * @memberof tizheng.partial.v1
                 * @classdesc Represents a Partial.
                 * @constructor
                 * @param {tizheng.partial.v1.Partial.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Partial = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Partial task.
                 * @member {string} task
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.task = "";

                /**
                 * Partial epoch.
                 * @member {number} epoch
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.epoch = 0;

                /**
                 * Partial number.
                 * @member {number|Long} number
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Partial partition.
                 * @member {number} partition
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.partition = 0;

                /**
                 * Partial tickMs.
                 * @member {number|Long} tickMs
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.tickMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Partial mark.
                 * @member {tizheng.partial.v1.Mark|null} mark
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.mark = null;

                /**
                 * Partial sample.
                 * @member {tizheng.partial.v1.DriverSample|null} sample
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.sample = null;

                /**
                 * Partial rules.
                 * @member {tizheng.partial.v1.RulesChange|null} rules
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.rules = null;

                /**
                 * Partial introduction.
                 * @member {tizheng.partial.v1.Introduction|null} introduction
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                Partial.prototype.introduction = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * Partial body.
                 * @member {"mark"|"sample"|"rules"|"introduction"|undefined} body
                 * @memberof tizheng.partial.v1.Partial
                 * @instance
                 */
                $Object.defineProperty(Partial.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["mark", "sample", "rules", "introduction"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Partial message. Does not implicitly {@link tizheng.partial.v1.Partial.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.partial.v1.Partial
                 * @static
                 * @param {tizheng.partial.v1.Partial.$Properties} message Partial message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Partial.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.task != null && $Object.hasOwnProperty.call(message, "task") && message.task !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.task);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && message.epoch !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.epoch);
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.number);
                    if (message.partition != null && $Object.hasOwnProperty.call(message, "partition") && message.partition !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.partition);
                    if (message.tickMs != null && $Object.hasOwnProperty.call(message, "tickMs") && (typeof message.tickMs === "object" ? message.tickMs.low || message.tickMs.high : message.tickMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.tickMs);
                    if (message.mark != null && $Object.hasOwnProperty.call(message, "mark"))
                        $root.tizheng.partial.v1.Mark.encode(message.mark, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.sample != null && $Object.hasOwnProperty.call(message, "sample"))
                        $root.tizheng.partial.v1.DriverSample.encode(message.sample, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.rules != null && $Object.hasOwnProperty.call(message, "rules"))
                        $root.tizheng.partial.v1.RulesChange.encode(message.rules, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.introduction != null && $Object.hasOwnProperty.call(message, "introduction"))
                        $root.tizheng.partial.v1.Introduction.encode(message.introduction, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Partial message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.partial.v1.Partial
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Partial & tizheng.partial.v1.Partial.$Shape} Partial
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Partial.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.partial.v1.Partial();
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
                                    message.task = value;
                                else
                                    delete message.task;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.partition = value;
                                else
                                    delete message.partition;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.tickMs = value;
                                else
                                    delete message.tickMs;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.mark = $root.tizheng.partial.v1.Mark.decode(reader, reader.size(), $undefined, _depth + 1, message.mark);
                                message.body = "mark";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.sample = $root.tizheng.partial.v1.DriverSample.decode(reader, reader.size(), $undefined, _depth + 1, message.sample);
                                message.body = "sample";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.rules = $root.tizheng.partial.v1.RulesChange.decode(reader, reader.size(), $undefined, _depth + 1, message.rules);
                                message.body = "rules";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.introduction = $root.tizheng.partial.v1.Introduction.decode(reader, reader.size(), $undefined, _depth + 1, message.introduction);
                                message.body = "introduction";
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

                return Partial;
            })();

            v1.Mark = (function() {

                /**
                 * Properties of a Mark.
                 * @typedef {Object} tizheng.partial.v1.Mark.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Mark.
                 * @memberof tizheng.partial.v1
                 * @interface IMark
                 * @augments tizheng.partial.v1.Mark.$Properties
                 * @deprecated Use tizheng.partial.v1.Mark.$Properties instead.
                 */

                /**
                 * Shape of a Mark.
                 * @typedef {tizheng.partial.v1.Mark.$Properties} tizheng.partial.v1.Mark.$Shape
                 */

                /**
                 * Constructs a new Mark.
                 * @memberof tizheng.partial.v1
                 * @classdesc Represents a Mark.
                 * @constructor
                 * @param {tizheng.partial.v1.Mark.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Mark = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Encodes the specified Mark message. Does not implicitly {@link tizheng.partial.v1.Mark.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.partial.v1.Mark
                 * @static
                 * @param {tizheng.partial.v1.Mark.$Properties} message Mark message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Mark.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Mark message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.partial.v1.Mark
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Mark & tizheng.partial.v1.Mark.$Shape} Mark
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Mark.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tizheng.partial.v1.Mark();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        reader.skipType(tag & 7, _depth, tag);
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

                return Mark;
            })();

            v1.Introduction = (function() {

                /**
                 * Properties of an Introduction.
                 * @typedef {Object} tizheng.partial.v1.Introduction.$Properties
                 * @property {number|Long} [driverKey] Introduction driverKey
                 * @property {number|Long} [subjectKey] Introduction subjectKey
                 * @property {string} [region] Introduction region
                 * @property {string} [enterprise] Introduction enterprise
                 * @property {string} [vehicleClass] Introduction vehicleClass
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Introduction.
                 * @memberof tizheng.partial.v1
                 * @interface IIntroduction
                 * @augments tizheng.partial.v1.Introduction.$Properties
                 * @deprecated Use tizheng.partial.v1.Introduction.$Properties instead.
                 */

                /**
                 * Shape of an Introduction.
                 * @typedef {tizheng.partial.v1.Introduction.$Properties} tizheng.partial.v1.Introduction.$Shape
                 */

                /**
                 * Constructs a new Introduction.
                 * @memberof tizheng.partial.v1
                 * @classdesc Represents an Introduction.
                 * @constructor
                 * @param {tizheng.partial.v1.Introduction.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Introduction = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Introduction driverKey.
                 * @member {number|Long} driverKey
                 * @memberof tizheng.partial.v1.Introduction
                 * @instance
                 */
                Introduction.prototype.driverKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Introduction subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.partial.v1.Introduction
                 * @instance
                 */
                Introduction.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Introduction region.
                 * @member {string} region
                 * @memberof tizheng.partial.v1.Introduction
                 * @instance
                 */
                Introduction.prototype.region = "";

                /**
                 * Introduction enterprise.
                 * @member {string} enterprise
                 * @memberof tizheng.partial.v1.Introduction
                 * @instance
                 */
                Introduction.prototype.enterprise = "";

                /**
                 * Introduction vehicleClass.
                 * @member {string} vehicleClass
                 * @memberof tizheng.partial.v1.Introduction
                 * @instance
                 */
                Introduction.prototype.vehicleClass = "";

                /**
                 * Encodes the specified Introduction message. Does not implicitly {@link tizheng.partial.v1.Introduction.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.partial.v1.Introduction
                 * @static
                 * @param {tizheng.partial.v1.Introduction.$Properties} message Introduction message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Introduction.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey") && (typeof message.driverKey === "object" ? message.driverKey.low || message.driverKey.high : message.driverKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.driverKey);
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.subjectKey);
                    if (message.region != null && $Object.hasOwnProperty.call(message, "region") && message.region !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.region);
                    if (message.enterprise != null && $Object.hasOwnProperty.call(message, "enterprise") && message.enterprise !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.enterprise);
                    if (message.vehicleClass != null && $Object.hasOwnProperty.call(message, "vehicleClass") && message.vehicleClass !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.vehicleClass);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Introduction message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.partial.v1.Introduction
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.Introduction & tizheng.partial.v1.Introduction.$Shape} Introduction
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Introduction.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.partial.v1.Introduction();
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
                                    message.driverKey = value;
                                else
                                    delete message.driverKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.region = value;
                                else
                                    delete message.region;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.enterprise = value;
                                else
                                    delete message.enterprise;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.vehicleClass = value;
                                else
                                    delete message.vehicleClass;
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

                return Introduction;
            })();

            v1.RulesChange = (function() {

                /**
                 * Properties of a RulesChange.
                 * @typedef {Object} tizheng.partial.v1.RulesChange.$Properties
                 * @property {number|Long} [registryOffset] RulesChange registryOffset
                 * @property {string} [json] RulesChange json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RulesChange.
                 * @memberof tizheng.partial.v1
                 * @interface IRulesChange
                 * @augments tizheng.partial.v1.RulesChange.$Properties
                 * @deprecated Use tizheng.partial.v1.RulesChange.$Properties instead.
                 */

                /**
                 * Shape of a RulesChange.
                 * @typedef {tizheng.partial.v1.RulesChange.$Properties} tizheng.partial.v1.RulesChange.$Shape
                 */

                /**
                 * Constructs a new RulesChange.
                 * @memberof tizheng.partial.v1
                 * @classdesc Represents a RulesChange.
                 * @constructor
                 * @param {tizheng.partial.v1.RulesChange.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RulesChange = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RulesChange registryOffset.
                 * @member {number|Long} registryOffset
                 * @memberof tizheng.partial.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.registryOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RulesChange json.
                 * @member {string} json
                 * @memberof tizheng.partial.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.json = "";

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.partial.v1.RulesChange.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.partial.v1.RulesChange
                 * @static
                 * @param {tizheng.partial.v1.RulesChange.$Properties} message RulesChange message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RulesChange.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.registryOffset != null && $Object.hasOwnProperty.call(message, "registryOffset") && (typeof message.registryOffset === "object" ? message.registryOffset.low || message.registryOffset.high : message.registryOffset !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.registryOffset);
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.json);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RulesChange message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.partial.v1.RulesChange
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.RulesChange & tizheng.partial.v1.RulesChange.$Shape} RulesChange
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RulesChange.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.partial.v1.RulesChange();
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
                                    message.registryOffset = value;
                                else
                                    delete message.registryOffset;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.json = value;
                                else
                                    delete message.json;
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

                return RulesChange;
            })();

            v1.DriverSample = (function() {

                /**
                 * Properties of a DriverSample.
                 * @typedef {Object} tizheng.partial.v1.DriverSample.$Properties
                 * @property {number|Long} [driverKey] DriverSample driverKey
                 * @property {number|Long} [subjectKey] DriverSample subjectKey
                 * @property {number|Long} [eventTimeMs] DriverSample eventTimeMs
                 * @property {number|null} [latitudeE7] DriverSample latitudeE7
                 * @property {number|null} [longitudeE7] DriverSample longitudeE7
                 * @property {number|null} [speedDkmh] DriverSample speedDkmh
                 * @property {number} [flags] DriverSample flags
                 * @property {number|Long} [inputOffset] DriverSample inputOffset
                 * @property {boolean} [released] DriverSample released
                 * @property {number|Long} [sequence] DriverSample sequence
                 * @property {string} [vehicleClass] DriverSample vehicleClass
                 * @property {boolean} [retracted] DriverSample retracted
                 * @property {number} [statusFlag] DriverSample statusFlag
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DriverSample.
                 * @memberof tizheng.partial.v1
                 * @interface IDriverSample
                 * @augments tizheng.partial.v1.DriverSample.$Properties
                 * @deprecated Use tizheng.partial.v1.DriverSample.$Properties instead.
                 */

                /**
                 * Shape of a DriverSample.
                 * @typedef {tizheng.partial.v1.DriverSample.$Properties} tizheng.partial.v1.DriverSample.$Shape
                 */

                /**
                 * Constructs a new DriverSample.
                 * @memberof tizheng.partial.v1
                 * @classdesc Represents a DriverSample.
                 * @constructor
                 * @param {tizheng.partial.v1.DriverSample.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DriverSample = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DriverSample driverKey.
                 * @member {number|Long} driverKey
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.driverKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DriverSample subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DriverSample eventTimeMs.
                 * @member {number|Long} eventTimeMs
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.eventTimeMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DriverSample latitudeE7.
                 * @member {number|null} latitudeE7
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.latitudeE7 = null;

                /**
                 * DriverSample longitudeE7.
                 * @member {number|null} longitudeE7
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.longitudeE7 = null;

                /**
                 * DriverSample speedDkmh.
                 * @member {number|null} speedDkmh
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.speedDkmh = null;

                /**
                 * DriverSample flags.
                 * @member {number} flags
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.flags = 0;

                /**
                 * DriverSample inputOffset.
                 * @member {number|Long} inputOffset
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.inputOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DriverSample released.
                 * @member {boolean} released
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.released = false;

                /**
                 * DriverSample sequence.
                 * @member {number|Long} sequence
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DriverSample vehicleClass.
                 * @member {string} vehicleClass
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.vehicleClass = "";

                /**
                 * DriverSample retracted.
                 * @member {boolean} retracted
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.retracted = false;

                /**
                 * DriverSample statusFlag.
                 * @member {number} statusFlag
                 * @memberof tizheng.partial.v1.DriverSample
                 * @instance
                 */
                DriverSample.prototype.statusFlag = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverSample.prototype, "_latitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["latitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverSample.prototype, "_longitudeE7", {
                    get: $util.oneOfGetter($oneOfFields = ["longitudeE7"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DriverSample.prototype, "_speedDkmh", {
                    get: $util.oneOfGetter($oneOfFields = ["speedDkmh"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DriverSample message. Does not implicitly {@link tizheng.partial.v1.DriverSample.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.partial.v1.DriverSample
                 * @static
                 * @param {tizheng.partial.v1.DriverSample.$Properties} message DriverSample message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DriverSample.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.driverKey != null && $Object.hasOwnProperty.call(message, "driverKey") && (typeof message.driverKey === "object" ? message.driverKey.low || message.driverKey.high : message.driverKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.driverKey);
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.subjectKey);
                    if (message.eventTimeMs != null && $Object.hasOwnProperty.call(message, "eventTimeMs") && (typeof message.eventTimeMs === "object" ? message.eventTimeMs.low || message.eventTimeMs.high : message.eventTimeMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.eventTimeMs);
                    if (message.latitudeE7 != null && $Object.hasOwnProperty.call(message, "latitudeE7"))
                        writer.uint32(/* id 4, wireType 0 =*/32).sint32(message.latitudeE7);
                    if (message.longitudeE7 != null && $Object.hasOwnProperty.call(message, "longitudeE7"))
                        writer.uint32(/* id 5, wireType 0 =*/40).sint32(message.longitudeE7);
                    if (message.speedDkmh != null && $Object.hasOwnProperty.call(message, "speedDkmh"))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.speedDkmh);
                    if (message.flags != null && $Object.hasOwnProperty.call(message, "flags") && message.flags !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.flags);
                    if (message.inputOffset != null && $Object.hasOwnProperty.call(message, "inputOffset") && (typeof message.inputOffset === "object" ? message.inputOffset.low || message.inputOffset.high : message.inputOffset !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.inputOffset);
                    if (message.released != null && $Object.hasOwnProperty.call(message, "released") && message.released !== false)
                        writer.uint32(/* id 9, wireType 0 =*/72).bool(message.released);
                    if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                        writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.sequence);
                    if (message.vehicleClass != null && $Object.hasOwnProperty.call(message, "vehicleClass") && message.vehicleClass !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.vehicleClass);
                    if (message.retracted != null && $Object.hasOwnProperty.call(message, "retracted") && message.retracted !== false)
                        writer.uint32(/* id 12, wireType 0 =*/96).bool(message.retracted);
                    if (message.statusFlag != null && $Object.hasOwnProperty.call(message, "statusFlag") && message.statusFlag !== 0)
                        writer.uint32(/* id 13, wireType 5 =*/109).fixed32(message.statusFlag);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DriverSample message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.partial.v1.DriverSample
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.partial.v1.DriverSample & tizheng.partial.v1.DriverSample.$Shape} DriverSample
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DriverSample.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.partial.v1.DriverSample();
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
                                    message.driverKey = value;
                                else
                                    delete message.driverKey;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 1)
                                    break;
                                if (typeof (value = reader.fixed64()) === "object" ? value.low || value.high : value !== 0)
                                    message.subjectKey = value;
                                else
                                    delete message.subjectKey;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.eventTimeMs = value;
                                else
                                    delete message.eventTimeMs;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.latitudeE7 = reader.sint32();
                                message._latitudeE7 = "latitudeE7";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.longitudeE7 = reader.sint32();
                                message._longitudeE7 = "longitudeE7";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.speedDkmh = reader.uint32();
                                message._speedDkmh = "speedDkmh";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.flags = value;
                                else
                                    delete message.flags;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.inputOffset = value;
                                else
                                    delete message.inputOffset;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.released = value;
                                else
                                    delete message.released;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.sequence = value;
                                else
                                    delete message.sequence;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.vehicleClass = value;
                                else
                                    delete message.vehicleClass;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.retracted = value;
                                else
                                    delete message.retracted;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 5)
                                    break;
                                if (value = reader.fixed32())
                                    message.statusFlag = value;
                                else
                                    delete message.statusFlag;
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

                return DriverSample;
            })();

            return v1;
        })();

        return partial;
    })();

    return tizheng;
})();

export {
  $root as default
};
