/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tizheng-command"] || ($protobuf.roots["tizheng-command"] = {});

export const tizheng = $root.tizheng = (() => {

    /**
     * Namespace tizheng.
     * @exports tizheng
     * @namespace
     */
    const tizheng = {};

    tizheng.command = (function() {

        /**
         * Namespace command.
         * @memberof tizheng
         * @namespace
         */
        const command = {};

        command.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tizheng.command
             * @namespace
             */
            const v1 = {};

            v1.CommandRecord = (function() {

                /**
                 * Properties of a CommandRecord.
                 * @typedef {Object} tizheng.command.v1.CommandRecord.$Properties
                 * @property {string} [commandId] CommandRecord commandId
                 * @property {number|Long} [deviceKey] CommandRecord deviceKey
                 * @property {number|Long} [atMs] CommandRecord atMs
                 * @property {string} [actor] CommandRecord actor
                 * @property {tizheng.command.v1.Command.$Properties|null} [command] CommandRecord command
                 * @property {tizheng.command.v1.Cancellation.$Properties|null} [cancellation] CommandRecord cancellation
                 * @property {"command"|"cancellation"} [body] CommandRecord body
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CommandRecord.
                 * @memberof tizheng.command.v1
                 * @interface ICommandRecord
                 * @augments tizheng.command.v1.CommandRecord.$Properties
                 * @deprecated Use tizheng.command.v1.CommandRecord.$Properties instead.
                 */

                /**
                 * Narrowed shape of a CommandRecord.
                 * @typedef {{
                 *   commandId?: string;
                 *   deviceKey?: number|Long;
                 *   atMs?: number|Long;
                 *   actor?: string;
                 *   command?: tizheng.command.v1.Command.$Shape|null;
                 *   cancellation?: tizheng.command.v1.Cancellation.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ body?: undefined; command?: null; cancellation?: null }|{ body?: "command"; command: tizheng.command.v1.Command.$Shape; cancellation?: null }|{ body?: "cancellation"; command?: null; cancellation: tizheng.command.v1.Cancellation.$Shape })
                 * )} tizheng.command.v1.CommandRecord.$Shape
                 */

                /**
                 * Constructs a new CommandRecord.
                 * @memberof tizheng.command.v1
                 * @classdesc Represents a CommandRecord.
                 * @constructor
                 * @param {tizheng.command.v1.CommandRecord.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CommandRecord = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CommandRecord commandId.
                 * @member {string} commandId
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.commandId = "";

                /**
                 * CommandRecord deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * CommandRecord atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * CommandRecord actor.
                 * @member {string} actor
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.actor = "";

                /**
                 * CommandRecord command.
                 * @member {tizheng.command.v1.Command|null} command
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.command = null;

                /**
                 * CommandRecord cancellation.
                 * @member {tizheng.command.v1.Cancellation|null} cancellation
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                CommandRecord.prototype.cancellation = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * CommandRecord body.
                 * @member {"command"|"cancellation"|undefined} body
                 * @memberof tizheng.command.v1.CommandRecord
                 * @instance
                 */
                $Object.defineProperty(CommandRecord.prototype, "body", {
                    get: $util.oneOfGetter($oneOfFields = ["command", "cancellation"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified CommandRecord message. Does not implicitly {@link tizheng.command.v1.CommandRecord.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.command.v1.CommandRecord
                 * @static
                 * @param {tizheng.command.v1.CommandRecord.$Properties} message CommandRecord message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CommandRecord.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.commandId != null && $Object.hasOwnProperty.call(message, "commandId") && message.commandId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.commandId);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.deviceKey);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.atMs);
                    if (message.actor != null && $Object.hasOwnProperty.call(message, "actor") && message.actor !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.actor);
                    if (message.command != null && $Object.hasOwnProperty.call(message, "command"))
                        $root.tizheng.command.v1.Command.encode(message.command, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.cancellation != null && $Object.hasOwnProperty.call(message, "cancellation"))
                        $root.tizheng.command.v1.Cancellation.encode(message.cancellation, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CommandRecord message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.command.v1.CommandRecord
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.CommandRecord & tizheng.command.v1.CommandRecord.$Shape} CommandRecord
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CommandRecord.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.command.v1.CommandRecord();
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
                                    message.actor = value;
                                else
                                    delete message.actor;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.command = $root.tizheng.command.v1.Command.decode(reader, reader.size(), $undefined, _depth + 1, message.command);
                                message.body = "command";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.cancellation = $root.tizheng.command.v1.Cancellation.decode(reader, reader.size(), $undefined, _depth + 1, message.cancellation);
                                message.body = "cancellation";
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

                return CommandRecord;
            })();

            v1.Command = (function() {

                /**
                 * Properties of a Command.
                 * @typedef {Object} tizheng.command.v1.Command.$Properties
                 * @property {number|Long} [subjectKey] Command subjectKey
                 * @property {string} [kind] Command kind
                 * @property {string} [argsJson] Command argsJson
                 * @property {string} [reason] Command reason
                 * @property {string|null} [alertId] Command alertId
                 * @property {number|Long} [expiresAtMs] Command expiresAtMs
                 * @property {string} [priority] Command priority
                 * @property {string} [repeat] Command repeat
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Command.
                 * @memberof tizheng.command.v1
                 * @interface ICommand
                 * @augments tizheng.command.v1.Command.$Properties
                 * @deprecated Use tizheng.command.v1.Command.$Properties instead.
                 */

                /**
                 * Shape of a Command.
                 * @typedef {tizheng.command.v1.Command.$Properties} tizheng.command.v1.Command.$Shape
                 */

                /**
                 * Constructs a new Command.
                 * @memberof tizheng.command.v1
                 * @classdesc Represents a Command.
                 * @constructor
                 * @param {tizheng.command.v1.Command.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Command = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Command subjectKey.
                 * @member {number|Long} subjectKey
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.subjectKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Command kind.
                 * @member {string} kind
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.kind = "";

                /**
                 * Command argsJson.
                 * @member {string} argsJson
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.argsJson = "";

                /**
                 * Command reason.
                 * @member {string} reason
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.reason = "";

                /**
                 * Command alertId.
                 * @member {string|null} alertId
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.alertId = null;

                /**
                 * Command expiresAtMs.
                 * @member {number|Long} expiresAtMs
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.expiresAtMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Command priority.
                 * @member {string} priority
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.priority = "";

                /**
                 * Command repeat.
                 * @member {string} repeat
                 * @memberof tizheng.command.v1.Command
                 * @instance
                 */
                Command.prototype.repeat = "";

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Command.prototype, "_alertId", {
                    get: $util.oneOfGetter($oneOfFields = ["alertId"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Command message. Does not implicitly {@link tizheng.command.v1.Command.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.command.v1.Command
                 * @static
                 * @param {tizheng.command.v1.Command.$Properties} message Command message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Command.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.subjectKey != null && $Object.hasOwnProperty.call(message, "subjectKey") && (typeof message.subjectKey === "object" ? message.subjectKey.low || message.subjectKey.high : message.subjectKey !== 0))
                        writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.subjectKey);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
                    if (message.argsJson != null && $Object.hasOwnProperty.call(message, "argsJson") && message.argsJson !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.argsJson);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.reason);
                    if (message.alertId != null && $Object.hasOwnProperty.call(message, "alertId"))
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.alertId);
                    if (message.expiresAtMs != null && $Object.hasOwnProperty.call(message, "expiresAtMs") && (typeof message.expiresAtMs === "object" ? message.expiresAtMs.low || message.expiresAtMs.high : message.expiresAtMs !== 0))
                        writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.expiresAtMs);
                    if (message.priority != null && $Object.hasOwnProperty.call(message, "priority") && message.priority !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.priority);
                    if (message.repeat != null && $Object.hasOwnProperty.call(message, "repeat") && message.repeat !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.repeat);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Command message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.command.v1.Command
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Command & tizheng.command.v1.Command.$Shape} Command
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Command.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.command.v1.Command();
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.argsJson = value;
                                else
                                    delete message.argsJson;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.alertId = reader.stringVerify();
                                message._alertId = "alertId";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.expiresAtMs = value;
                                else
                                    delete message.expiresAtMs;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.priority = value;
                                else
                                    delete message.priority;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.repeat = value;
                                else
                                    delete message.repeat;
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

                return Command;
            })();

            v1.Cancellation = (function() {

                /**
                 * Properties of a Cancellation.
                 * @typedef {Object} tizheng.command.v1.Cancellation.$Properties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Cancellation.
                 * @memberof tizheng.command.v1
                 * @interface ICancellation
                 * @augments tizheng.command.v1.Cancellation.$Properties
                 * @deprecated Use tizheng.command.v1.Cancellation.$Properties instead.
                 */

                /**
                 * Shape of a Cancellation.
                 * @typedef {tizheng.command.v1.Cancellation.$Properties} tizheng.command.v1.Cancellation.$Shape
                 */

                /**
                 * Constructs a new Cancellation.
                 * @memberof tizheng.command.v1
                 * @classdesc Represents a Cancellation.
                 * @constructor
                 * @param {tizheng.command.v1.Cancellation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Cancellation = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Encodes the specified Cancellation message. Does not implicitly {@link tizheng.command.v1.Cancellation.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.command.v1.Cancellation
                 * @static
                 * @param {tizheng.command.v1.Cancellation.$Properties} message Cancellation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Cancellation.encode = function (message, writer, _depth) {
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
                 * Decodes a Cancellation message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.command.v1.Cancellation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Cancellation & tizheng.command.v1.Cancellation.$Shape} Cancellation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Cancellation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.command.v1.Cancellation();
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

                return Cancellation;
            })();

            v1.CommandResult = (function() {

                /**
                 * Properties of a CommandResult.
                 * @typedef {Object} tizheng.command.v1.CommandResult.$Properties
                 * @property {string} [commandId] CommandResult commandId
                 * @property {number|Long} [deviceKey] CommandResult deviceKey
                 * @property {number|Long} [atMs] CommandResult atMs
                 * @property {string} [gateway] CommandResult gateway
                 * @property {string} [state] CommandResult state
                 * @property {number} [attempt] CommandResult attempt
                 * @property {string|null} [reason] CommandResult reason
                 * @property {string|null} [waitsFor] CommandResult waitsFor
                 * @property {number|Long|null} [untilMs] CommandResult untilMs
                 * @property {tizheng.command.v1.Reply.$Properties|null} [reply] CommandResult reply
                 * @property {number|Long|null} [sessionSinceMs] CommandResult sessionSinceMs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a CommandResult.
                 * @memberof tizheng.command.v1
                 * @interface ICommandResult
                 * @augments tizheng.command.v1.CommandResult.$Properties
                 * @deprecated Use tizheng.command.v1.CommandResult.$Properties instead.
                 */

                /**
                 * Shape of a CommandResult.
                 * @typedef {tizheng.command.v1.CommandResult.$Properties} tizheng.command.v1.CommandResult.$Shape
                 */

                /**
                 * Constructs a new CommandResult.
                 * @memberof tizheng.command.v1
                 * @classdesc Represents a CommandResult.
                 * @constructor
                 * @param {tizheng.command.v1.CommandResult.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const CommandResult = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * CommandResult commandId.
                 * @member {string} commandId
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.commandId = "";

                /**
                 * CommandResult deviceKey.
                 * @member {number|Long} deviceKey
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.deviceKey = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * CommandResult atMs.
                 * @member {number|Long} atMs
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.atMs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * CommandResult gateway.
                 * @member {string} gateway
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.gateway = "";

                /**
                 * CommandResult state.
                 * @member {string} state
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.state = "";

                /**
                 * CommandResult attempt.
                 * @member {number} attempt
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.attempt = 0;

                /**
                 * CommandResult reason.
                 * @member {string|null} reason
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.reason = null;

                /**
                 * CommandResult waitsFor.
                 * @member {string|null} waitsFor
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.waitsFor = null;

                /**
                 * CommandResult untilMs.
                 * @member {number|Long|null} untilMs
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.untilMs = null;

                /**
                 * CommandResult reply.
                 * @member {tizheng.command.v1.Reply|null} reply
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.reply = null;

                /**
                 * CommandResult sessionSinceMs.
                 * @member {number|Long|null} sessionSinceMs
                 * @memberof tizheng.command.v1.CommandResult
                 * @instance
                 */
                CommandResult.prototype.sessionSinceMs = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(CommandResult.prototype, "_reason", {
                    get: $util.oneOfGetter($oneOfFields = ["reason"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(CommandResult.prototype, "_waitsFor", {
                    get: $util.oneOfGetter($oneOfFields = ["waitsFor"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(CommandResult.prototype, "_untilMs", {
                    get: $util.oneOfGetter($oneOfFields = ["untilMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(CommandResult.prototype, "_reply", {
                    get: $util.oneOfGetter($oneOfFields = ["reply"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(CommandResult.prototype, "_sessionSinceMs", {
                    get: $util.oneOfGetter($oneOfFields = ["sessionSinceMs"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified CommandResult message. Does not implicitly {@link tizheng.command.v1.CommandResult.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.command.v1.CommandResult
                 * @static
                 * @param {tizheng.command.v1.CommandResult.$Properties} message CommandResult message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                CommandResult.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.commandId != null && $Object.hasOwnProperty.call(message, "commandId") && message.commandId !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.commandId);
                    if (message.deviceKey != null && $Object.hasOwnProperty.call(message, "deviceKey") && (typeof message.deviceKey === "object" ? message.deviceKey.low || message.deviceKey.high : message.deviceKey !== 0))
                        writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.deviceKey);
                    if (message.atMs != null && $Object.hasOwnProperty.call(message, "atMs") && (typeof message.atMs === "object" ? message.atMs.low || message.atMs.high : message.atMs !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.atMs);
                    if (message.gateway != null && $Object.hasOwnProperty.call(message, "gateway") && message.gateway !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.gateway);
                    if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.state);
                    if (message.attempt != null && $Object.hasOwnProperty.call(message, "attempt") && message.attempt !== 0)
                        writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.attempt);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.reason);
                    if (message.waitsFor != null && $Object.hasOwnProperty.call(message, "waitsFor"))
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.waitsFor);
                    if (message.untilMs != null && $Object.hasOwnProperty.call(message, "untilMs"))
                        writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.untilMs);
                    if (message.reply != null && $Object.hasOwnProperty.call(message, "reply"))
                        $root.tizheng.command.v1.Reply.encode(message.reply, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.sessionSinceMs != null && $Object.hasOwnProperty.call(message, "sessionSinceMs"))
                        writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.sessionSinceMs);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a CommandResult message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.command.v1.CommandResult
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.CommandResult & tizheng.command.v1.CommandResult.$Shape} CommandResult
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                CommandResult.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.command.v1.CommandResult();
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
                                if ((value = reader.stringVerify()).length)
                                    message.state = value;
                                else
                                    delete message.state;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.attempt = value;
                                else
                                    delete message.attempt;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.reason = reader.stringVerify();
                                message._reason = "reason";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.waitsFor = reader.stringVerify();
                                message._waitsFor = "waitsFor";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 0)
                                    break;
                                message.untilMs = reader.uint64();
                                message._untilMs = "untilMs";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.reply = $root.tizheng.command.v1.Reply.decode(reader, reader.size(), $undefined, _depth + 1, message.reply);
                                message._reply = "reply";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.sessionSinceMs = reader.uint64();
                                message._sessionSinceMs = "sessionSinceMs";
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

                return CommandResult;
            })();

            v1.Reply = (function() {

                /**
                 * Properties of a Reply.
                 * @typedef {Object} tizheng.command.v1.Reply.$Properties
                 * @property {number} [messageId] Reply messageId
                 * @property {number|null} [result] Reply result
                 * @property {string|null} [fieldsJson] Reply fieldsJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Reply.
                 * @memberof tizheng.command.v1
                 * @interface IReply
                 * @augments tizheng.command.v1.Reply.$Properties
                 * @deprecated Use tizheng.command.v1.Reply.$Properties instead.
                 */

                /**
                 * Shape of a Reply.
                 * @typedef {tizheng.command.v1.Reply.$Properties} tizheng.command.v1.Reply.$Shape
                 */

                /**
                 * Constructs a new Reply.
                 * @memberof tizheng.command.v1
                 * @classdesc Represents a Reply.
                 * @constructor
                 * @param {tizheng.command.v1.Reply.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Reply = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Reply messageId.
                 * @member {number} messageId
                 * @memberof tizheng.command.v1.Reply
                 * @instance
                 */
                Reply.prototype.messageId = 0;

                /**
                 * Reply result.
                 * @member {number|null} result
                 * @memberof tizheng.command.v1.Reply
                 * @instance
                 */
                Reply.prototype.result = null;

                /**
                 * Reply fieldsJson.
                 * @member {string|null} fieldsJson
                 * @memberof tizheng.command.v1.Reply
                 * @instance
                 */
                Reply.prototype.fieldsJson = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Reply.prototype, "_result", {
                    get: $util.oneOfGetter($oneOfFields = ["result"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Reply.prototype, "_fieldsJson", {
                    get: $util.oneOfGetter($oneOfFields = ["fieldsJson"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Reply message. Does not implicitly {@link tizheng.command.v1.Reply.verify|verify} messages.
                 * @function encode
                 * @memberof tizheng.command.v1.Reply
                 * @static
                 * @param {tizheng.command.v1.Reply.$Properties} message Reply message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Reply.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.messageId != null && $Object.hasOwnProperty.call(message, "messageId") && message.messageId !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.messageId);
                    if (message.result != null && $Object.hasOwnProperty.call(message, "result"))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.result);
                    if (message.fieldsJson != null && $Object.hasOwnProperty.call(message, "fieldsJson"))
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.fieldsJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Reply message from the specified reader or buffer.
                 * @function decode
                 * @memberof tizheng.command.v1.Reply
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tizheng.command.v1.Reply & tizheng.command.v1.Reply.$Shape} Reply
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Reply.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tizheng.command.v1.Reply();
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
                                if (value = reader.uint32())
                                    message.messageId = value;
                                else
                                    delete message.messageId;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.result = reader.uint32();
                                message._result = "result";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.fieldsJson = reader.stringVerify();
                                message._fieldsJson = "fieldsJson";
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

                return Reply;
            })();

            return v1;
        })();

        return command;
    })();

    return tizheng;
})();

export {
  $root as default
};
