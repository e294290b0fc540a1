/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-indicator"] || ($protobuf.roots["tizheng-indicator"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.indicator = (function() {

        /**
         * Namespace indicator.
         * @memberof tizheng
         * @namespace
         */
        const indicator = {};

        indicator.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.indicator
             * @namespace
             */
            const v1 = {};

            v1.WindowPart = (function() {

                /**
                 * Properties of a WindowPart.
                 * @typedef {Object} tizheng.indicator.v1.WindowPart.$Properties
                 * @property {string} [task] WindowPart task
                 * @property {number} [epoch] WindowPart epoch
                 * @property {number|Long} [number] WindowPart number
                 * @property {number} [source] WindowPart source
                 * @property {number|Long} [tickMs] WindowPart tickMs
                 * @property {tizheng.indicator.v1.Mark.$Properties|null} [mark] WindowPart mark
                 * @property {tizheng.indicator.v1.Delta.$Properties|null} [delta] WindowPart delta
                 * @property {tizheng.indicator.v1.RulesChange.$Properties|null} [rules] WindowPart rules
                 * @property {tizheng.indicator.v1.RiskFact.$Properties|null} [risk] WindowPart risk
                 * @property {"mark"|"delta"|"rules"|"risk"} [body] WindowPart body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a WindowPart.
                 * @memberof tizheng.indicator.v1
                 * @interface IWindowPart
                 * @augments tizheng.indicator.v1.WindowPart.$Properties
                 * @deprecated Use tizheng.indicator.v1.WindowPart.$Properties instead.
                 */

                /**
                 * Narrowed shape of a WindowPart.
                 * @typedef {{
                 *   task?: string;
                 *   epoch?: number;
                 *   number?: number|Long;
                 *   source?: number;
                 *   tickMs?: number|Long;
                 *   mark?: tizheng.indicator.v1.Mark.$Shape|null;
                 *   delta?: tizheng.indicator.v1.Delta.$Shape|null;
                 *   rules?: tizheng.indicator.v1.RulesChange.$Shape|null;
                 *   risk?: tizheng.indicator.v1.RiskFact.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; mark?: null; delta?: null; rules?: null; risk?: null }|{ body?: "mark"; mark: tizheng.indicator.v1.Mark.$Shape; delta?: null; rules?: null; risk?: null }|{ body?: "delta"; mark?: null; delta: tizheng.indicator.v1.Delta.$Shape; rules?: null; risk?: null }|{ body?: "rules"; mark?: null; delta?: null; rules: tizheng.indicator.v1.RulesChange.$Shape; risk?: null }|{ body?: "risk"; mark?: null; delta?: null; rules?: null; risk: tizheng.indicator.v1.RiskFact.$Shape })
                 * )} tizheng.indicator.v1.WindowPart.$Shape
                 */

                /**
                 * Constructs a new WindowPart.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a WindowPart.
                 * @constructor
                 * @param {tizheng.indicator.v1.WindowPart.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const WindowPart = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * WindowPart task.
                 * @member {string} task
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.task = "";

                /**
                 * WindowPart epoch.
                 * @member {number} epoch
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.epoch = 0;

                /**
                 * WindowPart number.
                 * @member {number|Long} number
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * WindowPart source.
                 * @member {number} source
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.source = 0;

                /**
                 * WindowPart tickMs.
                 * @member {number|Long} tickMs
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.tickMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * WindowPart mark.
                 * @member {tizheng.indicator.v1.Mark|null} mark
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.mark = null;

                /**
                 * WindowPart delta.
                 * @member {tizheng.indicator.v1.Delta|null} delta
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.delta = null;

                /**
                 * WindowPart rules.
                 * @member {tizheng.indicator.v1.RulesChange|null} rules
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.rules = null;

                /**
                 * WindowPart risk.
                 * @member {tizheng.indicator.v1.RiskFact|null} risk
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                WindowPart.prototype.risk = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * WindowPart body.
                 * @member {"mark"|"delta"|"rules"|"risk"|undefined} body
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @instance
                 */
                $Object.defineProperty(WindowPart.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["mark", "delta", "rules", "risk"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified WindowPart message. Does not implicitly {@link tizheng.indicator.v1.WindowPart.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @static
                 * @param {tizheng.indicator.v1.WindowPart.$Properties} message WindowPart message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                WindowPart.encode = function (message, writer, _depth) {
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
                    if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.source);
                    if (message.tickMs != null && $Object.hasOwnProperty.call(message, "tickMs") && (typeof message.tickMs === "object" ? message.tickMs.low || message.tickMs.high : message.tickMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.tickMs);
                    if (message.mark != null && $Object.hasOwnProperty.call(message, "mark"))
                        $root.tizheng.indicator.v1.Mark.encode(message.mark, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.delta != null && $Object.hasOwnProperty.call(message, "delta"))
                        $root.tizheng.indicator.v1.Delta.encode(message.delta, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.rules != null && $Object.hasOwnProperty.call(message, "rules"))
                        $root.tizheng.indicator.v1.RulesChange.encode(message.rules, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.risk != null && $Object.hasOwnProperty.call(message, "risk"))
                        $root.tizheng.indicator.v1.RiskFact.encode(message.risk, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a WindowPart message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.indicator.v1.WindowPart
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.WindowPart & tizheng.indicator.v1.WindowPart.$Shape} WindowPart
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                WindowPart.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.indicator.v1.WindowPart();
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
                                    message.source = value;
                                else
                                    delete message.source;
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
                                message.mark = $root.tizheng.indicator.v1.Mark.decode(reader, reader.size(), $undefined, _depth + 1, message.mark);
                                message.body = "mark";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.delta = $root.tizheng.indicator.v1.Delta.decode(reader, reader.size(), $undefined, _depth + 1, message.delta);
                                message.body = "delta";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.rules = $root.tizheng.indicator.v1.RulesChange.decode(reader, reader.size(), $undefined, _depth + 1, message.rules);
                                message.body = "rules";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.risk = $root.tizheng.indicator.v1.RiskFact.decode(reader, reader.size(), $undefined, _depth + 1, message.risk);
                                message.body = "risk";
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

                return WindowPart;
            })();

            v1.Mark = (function() {

                /**
                 * Properties of a Mark.
                 * @typedef {Object} tizheng.indicator.v1.Mark.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Mark.
                 * @memberof tizheng.indicator.v1
                 * @interface IMark
                 * @augments tizheng.indicator.v1.Mark.$Properties
                 * @deprecated Use tizheng.indicator.v1.Mark.$Properties instead.
                 */

                /**
                 * Shape of a Mark.
                 * @typedef {tizheng.indicator.v1.Mark.$Properties} tizheng.indicator.v1.Mark.$Shape
                 */

                /**
                 * Constructs a new Mark.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a Mark.
                 * @constructor
                 * @param {tizheng.indicator.v1.Mark.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Mark = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Encodes the specified Mark message. Does not implicitly {@link tizheng.indicator.v1.Mark.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.Mark
                 * @static
                 * @param {tizheng.indicator.v1.Mark.$Properties} message Mark message or plain object to encode
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
                 * @memberof tizheng.indicator.v1.Mark
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.Mark & tizheng.indicator.v1.Mark.$Shape} Mark
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
                    message = _target || new $root.tizheng.indicator.v1.Mark();
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

            v1.RiskFact = (function() {

                /**
                 * Properties of a RiskFact.
                 * @typedef {Object} tizheng.indicator.v1.RiskFact.$Properties
                 * @property {string} [json] RiskFact json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RiskFact.
                 * @memberof tizheng.indicator.v1
                 * @interface IRiskFact
                 * @augments tizheng.indicator.v1.RiskFact.$Properties
                 * @deprecated Use tizheng.indicator.v1.RiskFact.$Properties instead.
                 */

                /**
                 * Shape of a RiskFact.
                 * @typedef {tizheng.indicator.v1.RiskFact.$Properties} tizheng.indicator.v1.RiskFact.$Shape
                 */

                /**
                 * Constructs a new RiskFact.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a RiskFact.
                 * @constructor
                 * @param {tizheng.indicator.v1.RiskFact.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RiskFact = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RiskFact json.
                 * @member {string} json
                 * @memberof tizheng.indicator.v1.RiskFact
                 * @instance
                 */
                RiskFact.prototype.json = "";

                /**
                 * Encodes the specified RiskFact message. Does not implicitly {@link tizheng.indicator.v1.RiskFact.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.RiskFact
                 * @static
                 * @param {tizheng.indicator.v1.RiskFact.$Properties} message RiskFact message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RiskFact.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.json);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RiskFact message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.indicator.v1.RiskFact
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RiskFact & tizheng.indicator.v1.RiskFact.$Shape} RiskFact
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RiskFact.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.indicator.v1.RiskFact();
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

                return RiskFact;
            })();

            v1.RulesChange = (function() {

                /**
                 * Properties of a RulesChange.
                 * @typedef {Object} tizheng.indicator.v1.RulesChange.$Properties
                 * @property {number|Long} [registryOffset] RulesChange registryOffset
                 * @property {string} [json] RulesChange json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RulesChange.
                 * @memberof tizheng.indicator.v1
                 * @interface IRulesChange
                 * @augments tizheng.indicator.v1.RulesChange.$Properties
                 * @deprecated Use tizheng.indicator.v1.RulesChange.$Properties instead.
                 */

                /**
                 * Shape of a RulesChange.
                 * @typedef {tizheng.indicator.v1.RulesChange.$Properties} tizheng.indicator.v1.RulesChange.$Shape
                 */

                /**
                 * Constructs a new RulesChange.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a RulesChange.
                 * @constructor
                 * @param {tizheng.indicator.v1.RulesChange.$Properties=} [properties] Properties to set
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
                 * @memberof tizheng.indicator.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.registryOffset = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RulesChange json.
                 * @member {string} json
                 * @memberof tizheng.indicator.v1.RulesChange
                 * @instance
                 */
                RulesChange.prototype.json = "";

                /**
                 * Encodes the specified RulesChange message. Does not implicitly {@link tizheng.indicator.v1.RulesChange.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.RulesChange
                 * @static
                 * @param {tizheng.indicator.v1.RulesChange.$Properties} message RulesChange message or plain object to encode
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
                 * @memberof tizheng.indicator.v1.RulesChange
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RulesChange & tizheng.indicator.v1.RulesChange.$Shape} RulesChange
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
                    message = _target || new $root.tizheng.indicator.v1.RulesChange();
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

            v1.Delta = (function() {

                /**
                 * Properties of a Delta.
                 * @typedef {Object} tizheng.indicator.v1.Delta.$Properties
                 * @property {string} [measure] Delta measure
                 * @property {string} [scopeKind] Delta scopeKind
                 * @property {string} [scopeId] Delta scopeId
                 * @property {number|Long} [windowStartMs] Delta windowStartMs
                 * @property {number|Long} [windowMs] Delta windowMs
                 * @property {Array.<number|Long>} [sums] Delta sums
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Delta.
                 * @memberof tizheng.indicator.v1
                 * @interface IDelta
                 * @augments tizheng.indicator.v1.Delta.$Properties
                 * @deprecated Use tizheng.indicator.v1.Delta.$Properties instead.
                 */

                /**
                 * Shape of a Delta.
                 * @typedef {tizheng.indicator.v1.Delta.$Properties} tizheng.indicator.v1.Delta.$Shape
                 */

                /**
                 * Constructs a new Delta.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a Delta.
                 * @constructor
                 * @param {tizheng.indicator.v1.Delta.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Delta = function (properties) {
                    this.sums = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Delta measure.
                 * @member {string} measure
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.measure = "";

                /**
                 * Delta scopeKind.
                 * @member {string} scopeKind
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.scopeKind = "";

                /**
                 * Delta scopeId.
                 * @member {string} scopeId
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.scopeId = "";

                /**
                 * Delta windowStartMs.
                 * @member {number|Long} windowStartMs
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.windowStartMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Delta windowMs.
                 * @member {number|Long} windowMs
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.windowMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Delta sums.
                 * @member {Array.<number|Long>} sums
                 * @memberof tizheng.indicator.v1.Delta
                 * @instance
                 */
                Delta.prototype.sums = $util.emptyArray;

                /**
                 * Encodes the specified Delta message. Does not implicitly {@link tizheng.indicator.v1.Delta.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.Delta
                 * @static
                 * @param {tizheng.indicator.v1.Delta.$Properties} message Delta message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Delta.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.measure != null && $Object.hasOwnProperty.call(message, "measure") && message.measure !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.measure);
                    if (message.scopeKind != null && $Object.hasOwnProperty.call(message, "scopeKind") && message.scopeKind !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.scopeKind);
                    if (message.scopeId != null && $Object.hasOwnProperty.call(message, "scopeId") && message.scopeId !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.scopeId);
                    if (message.windowStartMs != null && $Object.hasOwnProperty.call(message, "windowStartMs") && (typeof message.windowStartMs === "object" ? message.windowStartMs.low || message.windowStartMs.high : message.windowStartMs !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.windowStartMs);
                    if (message.windowMs != null && $Object.hasOwnProperty.call(message, "windowMs") && (typeof message.windowMs === "object" ? message.windowMs.low || message.windowMs.high : message.windowMs !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.windowMs);
                    if (message.sums != null && message.sums.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).sint64s(message.sums);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Delta message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.indicator.v1.Delta
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.Delta & tizheng.indicator.v1.Delta.$Shape} Delta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Delta.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.indicator.v1.Delta();
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
                                    message.measure = value;
                                else
                                    delete message.measure;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeKind = value;
                                else
                                    delete message.scopeKind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeId = value;
                                else
                                    delete message.scopeId;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowStartMs = value;
                                else
                                    delete message.windowStartMs;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowMs = value;
                                else
                                    delete message.windowMs;
                                continue;
                            }
                        case 6: {
                                if (wireType === 2) {
                                    if (!(message.sums && message.sums.length))
                                        message.sums = [];
                                    reader.sint64s(message.sums);
                                    continue;
                                }
                                if (wireType !== 0)
                                    break;
                                if (!(message.sums && message.sums.length))
                                    message.sums = [];
                                message.sums.push(reader.sint64());
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

                return Delta;
            })();

            v1.IndicatorValue = (function() {

                /**
                 * Properties of an IndicatorValue.
                 * @typedef {Object} tizheng.indicator.v1.IndicatorValue.$Properties
                 * @property {string} [task] IndicatorValue task
                 * @property {number} [epoch] IndicatorValue epoch
                 * @property {number|Long} [number] IndicatorValue number
                 * @property {string} [indicatorId] IndicatorValue indicatorId
                 * @property {number} [definitionVersion] IndicatorValue definitionVersion
                 * @property {string} [scopeKind] IndicatorValue scopeKind
                 * @property {string} [scopeId] IndicatorValue scopeId
                 * @property {number|Long} [windowStartMs] IndicatorValue windowStartMs
                 * @property {number|Long} [windowEndMs] IndicatorValue windowEndMs
                 * @property {string} [phase] IndicatorValue phase
                 * @property {number} [version] IndicatorValue version
                 * @property {number|Long} [numerator] IndicatorValue numerator
                 * @property {number|Long} [denominator] IndicatorValue denominator
                 * @property {number|null} [value] IndicatorValue value
                 * @property {number|Long} [samples] IndicatorValue samples
                 * @property {number|null} [coverage] IndicatorValue coverage
                 * @property {number|Long} [tickMs] IndicatorValue tickMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an IndicatorValue.
                 * @memberof tizheng.indicator.v1
                 * @interface IIndicatorValue
                 * @augments tizheng.indicator.v1.IndicatorValue.$Properties
                 * @deprecated Use tizheng.indicator.v1.IndicatorValue.$Properties instead.
                 */

                /**
                 * Shape of an IndicatorValue.
                 * @typedef {tizheng.indicator.v1.IndicatorValue.$Properties} tizheng.indicator.v1.IndicatorValue.$Shape
                 */

                /**
                 * Constructs a new IndicatorValue.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents an IndicatorValue.
                 * @constructor
                 * @param {tizheng.indicator.v1.IndicatorValue.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const IndicatorValue = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * IndicatorValue task.
                 * @member {string} task
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.task = "";

                /**
                 * IndicatorValue epoch.
                 * @member {number} epoch
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.epoch = 0;

                /**
                 * IndicatorValue number.
                 * @member {number|Long} number
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorValue indicatorId.
                 * @member {string} indicatorId
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.indicatorId = "";

                /**
                 * IndicatorValue definitionVersion.
                 * @member {number} definitionVersion
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.definitionVersion = 0;

                /**
                 * IndicatorValue scopeKind.
                 * @member {string} scopeKind
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.scopeKind = "";

                /**
                 * IndicatorValue scopeId.
                 * @member {string} scopeId
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.scopeId = "";

                /**
                 * IndicatorValue windowStartMs.
                 * @member {number|Long} windowStartMs
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.windowStartMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorValue windowEndMs.
                 * @member {number|Long} windowEndMs
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.windowEndMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorValue phase.
                 * @member {string} phase
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.phase = "";

                /**
                 * IndicatorValue version.
                 * @member {number} version
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.version = 0;

                /**
                 * IndicatorValue numerator.
                 * @member {number|Long} numerator
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.numerator = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * IndicatorValue denominator.
                 * @member {number|Long} denominator
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.denominator = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * IndicatorValue value.
                 * @member {number|null} value
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.value = null;

                /**
                 * IndicatorValue samples.
                 * @member {number|Long} samples
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.samples = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * IndicatorValue coverage.
                 * @member {number|null} coverage
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.coverage = null;

                /**
                 * IndicatorValue tickMs.
                 * @member {number|Long} tickMs
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @instance
                 */
                IndicatorValue.prototype.tickMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(IndicatorValue.prototype, "_value", {
                    get: $util.oneOfGetter($oneOfFields = ["value"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(IndicatorValue.prototype, "_coverage", {
                    get: $util.oneOfGetter($oneOfFields = ["coverage"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified IndicatorValue message. Does not implicitly {@link tizheng.indicator.v1.IndicatorValue.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @static
                 * @param {tizheng.indicator.v1.IndicatorValue.$Properties} message IndicatorValue message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                IndicatorValue.encode = function (message, writer, _depth) {
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
                    if (message.indicatorId != null && $Object.hasOwnProperty.call(message, "indicatorId") && message.indicatorId !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.indicatorId);
                    if (message.definitionVersion != null && $Object.hasOwnProperty.call(message, "definitionVersion") && message.definitionVersion !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.definitionVersion);
                    if (message.scopeKind != null && $Object.hasOwnProperty.call(message, "scopeKind") && message.scopeKind !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.scopeKind);
                    if (message.scopeId != null && $Object.hasOwnProperty.call(message, "scopeId") && message.scopeId !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.scopeId);
                    if (message.windowStartMs != null && $Object.hasOwnProperty.call(message, "windowStartMs") && (typeof message.windowStartMs === "object" ? message.windowStartMs.low || message.windowStartMs.high : message.windowStartMs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.windowStartMs);
                    if (message.windowEndMs != null && $Object.hasOwnProperty.call(message, "windowEndMs") && (typeof message.windowEndMs === "object" ? message.windowEndMs.low || message.windowEndMs.high : message.windowEndMs !== 0))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.windowEndMs);
                    if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.phase);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 11, wireType 0 =*/88).uint32(message.version);
                    if (message.numerator != null && $Object.hasOwnProperty.call(message, "numerator") && (typeof message.numerator === "object" ? message.numerator.low || message.numerator.high : message.numerator !== 0))
                        writer.uint32(/* id 12, wireType 0 =*/96).sint64(message.numerator);
                    if (message.denominator != null && $Object.hasOwnProperty.call(message, "denominator") && (typeof message.denominator === "object" ? message.denominator.low || message.denominator.high : message.denominator !== 0))
                        writer.uint32(/* id 13, wireType 0 =*/104).sint64(message.denominator);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        writer.uint32(/* id 14, wireType 1 =*/113).double(message.value);
                    if (message.samples != null && $Object.hasOwnProperty.call(message, "samples") && (typeof message.samples === "object" ? message.samples.low || message.samples.high : message.samples !== 0))
                        writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.samples);
                    if (message.coverage != null && $Object.hasOwnProperty.call(message, "coverage"))
                        writer.uint32(/* id 16, wireType 1 =*/129).double(message.coverage);
                    if (message.tickMs != null && $Object.hasOwnProperty.call(message, "tickMs") && (typeof message.tickMs === "object" ? message.tickMs.low || message.tickMs.high : message.tickMs !== 0))
                        writer.uint32(/* id 17, wireType 0 =*/136).uint64(message.tickMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an IndicatorValue message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.indicator.v1.IndicatorValue
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.IndicatorValue & tizheng.indicator.v1.IndicatorValue.$Shape} IndicatorValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                IndicatorValue.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.indicator.v1.IndicatorValue();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.indicatorId = value;
                                else
                                    delete message.indicatorId;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.definitionVersion = value;
                                else
                                    delete message.definitionVersion;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeKind = value;
                                else
                                    delete message.scopeKind;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.scopeId = value;
                                else
                                    delete message.scopeId;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowStartMs = value;
                                else
                                    delete message.windowStartMs;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.windowEndMs = value;
                                else
                                    delete message.windowEndMs;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.phase = value;
                                else
                                    delete message.phase;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.numerator = value;
                                else
                                    delete message.numerator;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.sint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.denominator = value;
                                else
                                    delete message.denominator;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 1)
                                    break;
                                message.value = reader.double();
                                message._value = "value";
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.samples = value;
                                else
                                    delete message.samples;
                                continue;
                            }
                        case 16: {
                                if (wireType !== 1)
                                    break;
                                message.coverage = reader.double();
                                message._coverage = "coverage";
                                continue;
                            }
                        case 17: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.tickMs = value;
                                else
                                    delete message.tickMs;
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

                return IndicatorValue;
            })();

            v1.RiskRecord = (function() {

                /**
                 * Properties of a RiskRecord.
                 * @typedef {Object} tizheng.indicator.v1.RiskRecord.$Properties
                 * @property {string} [task] RiskRecord task
                 * @property {number} [epoch] RiskRecord epoch
                 * @property {number|Long} [number] RiskRecord number
                 * @property {string} [kind] RiskRecord kind
                 * @property {string} [id] RiskRecord id
                 * @property {number} [formula] RiskRecord formula
                 * @property {number} [version] RiskRecord version
                 * @property {number|Long} [asOfMs] RiskRecord asOfMs
                 * @property {string} [json] RiskRecord json
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RiskRecord.
                 * @memberof tizheng.indicator.v1
                 * @interface IRiskRecord
                 * @augments tizheng.indicator.v1.RiskRecord.$Properties
                 * @deprecated Use tizheng.indicator.v1.RiskRecord.$Properties instead.
                 */

                /**
                 * Shape of a RiskRecord.
                 * @typedef {tizheng.indicator.v1.RiskRecord.$Properties} tizheng.indicator.v1.RiskRecord.$Shape
                 */

                /**
                 * Constructs a new RiskRecord.
                 * @memberof tizheng.indicator.v1
                 * @classdesc Represents a RiskRecord.
                 * @constructor
                 * @param {tizheng.indicator.v1.RiskRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RiskRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RiskRecord task.
                 * @member {string} task
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.task = "";

                /**
                 * RiskRecord epoch.
                 * @member {number} epoch
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.epoch = 0;

                /**
                 * RiskRecord number.
                 * @member {number|Long} number
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RiskRecord kind.
                 * @member {string} kind
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.kind = "";

                /**
                 * RiskRecord id.
                 * @member {string} id
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.id = "";

                /**
                 * RiskRecord formula.
                 * @member {number} formula
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.formula = 0;

                /**
                 * RiskRecord version.
                 * @member {number} version
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.version = 0;

                /**
                 * RiskRecord asOfMs.
                 * @member {number|Long} asOfMs
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.asOfMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * RiskRecord json.
                 * @member {string} json
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @instance
                 */
                RiskRecord.prototype.json = "";

                /**
                 * Encodes the specified RiskRecord message. Does not implicitly {@link tizheng.indicator.v1.RiskRecord.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @static
                 * @param {tizheng.indicator.v1.RiskRecord.$Properties} message RiskRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RiskRecord.encode = function (message, writer, _depth) {
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
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.kind);
                    if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.id);
                    if (message.formula != null && $Object.hasOwnProperty.call(message, "formula") && message.formula !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.formula);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== 0)
                        writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.version);
                    if (message.asOfMs != null && $Object.hasOwnProperty.call(message, "asOfMs") && (typeof message.asOfMs === "object" ? message.asOfMs.low || message.asOfMs.high : message.asOfMs !== 0))
                        writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.asOfMs);
                    if (message.json != null && $Object.hasOwnProperty.call(message, "json") && message.json !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.json);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RiskRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.indicator.v1.RiskRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.indicator.v1.RiskRecord & tizheng.indicator.v1.RiskRecord.$Shape} RiskRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RiskRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.indicator.v1.RiskRecord();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.id = value;
                                else
                                    delete message.id;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.formula = value;
                                else
                                    delete message.formula;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.asOfMs = value;
                                else
                                    delete message.asOfMs;
                                continue;
                            }
                        case 9: {
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

                return RiskRecord;
            })();

            return v1;
        })();

        return indicator;
    })();

    return tizheng;
})();

export {
  $root as default
};
