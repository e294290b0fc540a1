import * as $protobuf from "protobufjs";
import type Long from "long";

/** Namespace tizheng. */
export namespace tizheng {

    /** Namespace alert. */
    namespace alert {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of an AlertTransition.
             * @deprecated Use tizheng.alert.v1.AlertTransition.$Properties instead.
             */
            interface IAlertTransition extends tizheng.alert.v1.AlertTransition.$Properties {
            }

            /** Represents an AlertTransition. */
            class AlertTransition {

                /**
                 * Constructs a new AlertTransition.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.alert.v1.AlertTransition.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertTransition task. */
                task: string;

                /** AlertTransition epoch. */
                epoch: number;

                /** AlertTransition number. */
                number: (number|Long);

                /** AlertTransition change. */
                change: string;

                /** AlertTransition alert. */
                alert: tizheng.alert.v1.Alert;

                /**
                 * Encodes the specified AlertTransition message. Does not implicitly {@link tizheng.alert.v1.AlertTransition.verify|verify} messages.
                 * @param message AlertTransition message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.alert.v1.AlertTransition.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertTransition message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.AlertTransition & tizheng.alert.v1.AlertTransition.$Shape} AlertTransition
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.alert.v1.AlertTransition & tizheng.alert.v1.AlertTransition.$Shape;
            }

            namespace AlertTransition {

                /** Properties of an AlertTransition. */
                interface $Properties {

                    /** AlertTransition task */
                    task?: string;

                    /** AlertTransition epoch */
                    epoch?: number;

                    /** AlertTransition number */
                    number?: (number|Long);

                    /** AlertTransition change */
                    change?: string;

                    /** AlertTransition alert */
                    alert?: tizheng.alert.v1.Alert.$Properties;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertTransition. */
                type $Shape = tizheng.alert.v1.AlertTransition.$Properties;
            }

            /**
             * Properties of an Alert.
             * @deprecated Use tizheng.alert.v1.Alert.$Properties instead.
             */
            interface IAlert extends tizheng.alert.v1.Alert.$Properties {
            }

            /** Represents an Alert. */
            class Alert {

                /**
                 * Constructs a new Alert.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.alert.v1.Alert.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Alert alertId. */
                alertId: string;

                /** Alert type. */
                type: string;

                /** Alert ruleVersion. */
                ruleVersion: number;

                /** Alert subjectKey. */
                subjectKey: (number|Long);

                /** Alert driverKey. */
                driverKey: (number|Long|null);

                /** Alert severity. */
                severity: string;

                /** Alert state. */
                state: string;

                /** Alert corrected. */
                corrected: boolean;

                /** Alert late. */
                late: boolean;

                /** Alert openedAtMs. */
                openedAtMs: (number|Long);

                /** Alert raisedAtMs. */
                raisedAtMs: (number|Long);

                /** Alert closedAtMs. */
                closedAtMs: (number|Long|null);

                /** Alert measured. */
                measured: (number|null);

                /** Alert limit. */
                limit: (number|null);

                /** Alert unit. */
                unit: string;

                /** Alert latitudeE7. */
                latitudeE7: (number|null);

                /** Alert longitudeE7. */
                longitudeE7: (number|null);

                /** Alert explanationZh. */
                explanationZh: string;

                /** Alert explanationEn. */
                explanationEn: string;

                /** Alert clause. */
                clause: string;

                /** Alert paramsJson. */
                paramsJson: string;

                /** Alert factsJson. */
                factsJson: string;

                /** Alert evidence. */
                evidence: tizheng.alert.v1.EvidenceRef[];

                /**
                 * Encodes the specified Alert message. Does not implicitly {@link tizheng.alert.v1.Alert.verify|verify} messages.
                 * @param message Alert message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.alert.v1.Alert.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Alert message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.Alert & tizheng.alert.v1.Alert.$Shape} Alert
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.alert.v1.Alert & tizheng.alert.v1.Alert.$Shape;
            }

            namespace Alert {

                /** Properties of an Alert. */
                interface $Properties {

                    /** Alert alertId */
                    alertId?: string;

                    /** Alert type */
                    type?: string;

                    /** Alert ruleVersion */
                    ruleVersion?: number;

                    /** Alert subjectKey */
                    subjectKey?: (number|Long);

                    /** Alert driverKey */
                    driverKey?: (number|Long|null);

                    /** Alert severity */
                    severity?: string;

                    /** Alert state */
                    state?: string;

                    /** Alert corrected */
                    corrected?: boolean;

                    /** Alert late */
                    late?: boolean;

                    /** Alert openedAtMs */
                    openedAtMs?: (number|Long);

                    /** Alert raisedAtMs */
                    raisedAtMs?: (number|Long);

                    /** Alert closedAtMs */
                    closedAtMs?: (number|Long|null);

                    /** Alert measured */
                    measured?: (number|null);

                    /** Alert limit */
                    limit?: (number|null);

                    /** Alert unit */
                    unit?: string;

                    /** Alert latitudeE7 */
                    latitudeE7?: (number|null);

                    /** Alert longitudeE7 */
                    longitudeE7?: (number|null);

                    /** Alert explanationZh */
                    explanationZh?: string;

                    /** Alert explanationEn */
                    explanationEn?: string;

                    /** Alert clause */
                    clause?: string;

                    /** Alert paramsJson */
                    paramsJson?: string;

                    /** Alert factsJson */
                    factsJson?: string;

                    /** Alert evidence */
                    evidence?: tizheng.alert.v1.EvidenceRef.$Properties[];

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Alert. */
                type $Shape = tizheng.alert.v1.Alert.$Properties;
            }

            /**
             * Properties of an EvidenceRef.
             * @deprecated Use tizheng.alert.v1.EvidenceRef.$Properties instead.
             */
            interface IEvidenceRef extends tizheng.alert.v1.EvidenceRef.$Properties {
            }

            /** Represents an EvidenceRef. */
            class EvidenceRef {

                /**
                 * Constructs a new EvidenceRef.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.alert.v1.EvidenceRef.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** EvidenceRef partition. */
                partition: number;

                /** EvidenceRef offset. */
                offset: (number|Long);

                /** EvidenceRef eventTimeMs. */
                eventTimeMs: (number|Long);

                /**
                 * Encodes the specified EvidenceRef message. Does not implicitly {@link tizheng.alert.v1.EvidenceRef.verify|verify} messages.
                 * @param message EvidenceRef message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.alert.v1.EvidenceRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an EvidenceRef message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.EvidenceRef & tizheng.alert.v1.EvidenceRef.$Shape} EvidenceRef
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.alert.v1.EvidenceRef & tizheng.alert.v1.EvidenceRef.$Shape;
            }

            namespace EvidenceRef {

                /** Properties of an EvidenceRef. */
                interface $Properties {

                    /** EvidenceRef partition */
                    partition?: number;

                    /** EvidenceRef offset */
                    offset?: (number|Long);

                    /** EvidenceRef eventTimeMs */
                    eventTimeMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an EvidenceRef. */
                type $Shape = tizheng.alert.v1.EvidenceRef.$Properties;
            }

            /**
             * Properties of an AlertAction.
             * @deprecated Use tizheng.alert.v1.AlertAction.$Properties instead.
             */
            interface IAlertAction extends tizheng.alert.v1.AlertAction.$Properties {
            }

            /** Represents an AlertAction. */
            class AlertAction {

                /**
                 * Constructs a new AlertAction.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.alert.v1.AlertAction.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** AlertAction alertId. */
                alertId: string;

                /** AlertAction baseVersion. */
                baseVersion: number;

                /** AlertAction atMs. */
                atMs: (number|Long);

                /** AlertAction actor. */
                actor: string;

                /** AlertAction action. */
                action: string;

                /** AlertAction outcome. */
                outcome: (string|null);

                /** AlertAction cause. */
                cause: (string|null);

                /** AlertAction note. */
                note: (string|null);

                /** AlertAction untilMs. */
                untilMs: (number|Long|null);

                /** AlertAction about. */
                about: tizheng.alert.v1.About;

                /** AlertAction disposition. */
                disposition: (string|null);

                /** AlertAction assignee. */
                assignee: (string|null);

                /** AlertAction duplicateOf. */
                duplicateOf: (string|null);

                /** AlertAction handedTo. */
                handedTo: (string|null);

                /** AlertAction level. */
                level: (string|null);

                /** AlertAction urgency. */
                urgency: (string|null);

                /** AlertAction result. */
                result: (string|null);

                /** AlertAction actionId. */
                actionId: (string|null);

                /**
                 * Encodes the specified AlertAction message. Does not implicitly {@link tizheng.alert.v1.AlertAction.verify|verify} messages.
                 * @param message AlertAction message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.alert.v1.AlertAction.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an AlertAction message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.AlertAction & tizheng.alert.v1.AlertAction.$Shape} AlertAction
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.alert.v1.AlertAction & tizheng.alert.v1.AlertAction.$Shape;
            }

            namespace AlertAction {

                /** Properties of an AlertAction. */
                interface $Properties {

                    /** AlertAction alertId */
                    alertId?: string;

                    /** AlertAction baseVersion */
                    baseVersion?: number;

                    /** AlertAction atMs */
                    atMs?: (number|Long);

                    /** AlertAction actor */
                    actor?: string;

                    /** AlertAction action */
                    action?: string;

                    /** AlertAction outcome */
                    outcome?: (string|null);

                    /** AlertAction cause */
                    cause?: (string|null);

                    /** AlertAction note */
                    note?: (string|null);

                    /** AlertAction untilMs */
                    untilMs?: (number|Long|null);

                    /** AlertAction about */
                    about?: tizheng.alert.v1.About.$Properties;

                    /** AlertAction disposition */
                    disposition?: (string|null);

                    /** AlertAction assignee */
                    assignee?: (string|null);

                    /** AlertAction duplicateOf */
                    duplicateOf?: (string|null);

                    /** AlertAction handedTo */
                    handedTo?: (string|null);

                    /** AlertAction level */
                    level?: (string|null);

                    /** AlertAction urgency */
                    urgency?: (string|null);

                    /** AlertAction result */
                    result?: (string|null);

                    /** AlertAction actionId */
                    actionId?: (string|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an AlertAction. */
                type $Shape = tizheng.alert.v1.AlertAction.$Properties;
            }

            /**
             * Properties of an About.
             * @deprecated Use tizheng.alert.v1.About.$Properties instead.
             */
            interface IAbout extends tizheng.alert.v1.About.$Properties {
            }

            /** Represents an About. */
            class About {

                /**
                 * Constructs a new About.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: tizheng.alert.v1.About.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** About subjectKey. */
                subjectKey: (number|Long);

                /** About alertType. */
                alertType: string;

                /** About openedAtMs. */
                openedAtMs: (number|Long);

                /**
                 * Encodes the specified About message. Does not implicitly {@link tizheng.alert.v1.About.verify|verify} messages.
                 * @param message About message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: tizheng.alert.v1.About.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an About message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {tizheng.alert.v1.About & tizheng.alert.v1.About.$Shape} About
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tizheng.alert.v1.About & tizheng.alert.v1.About.$Shape;
            }

            namespace About {

                /** Properties of an About. */
                interface $Properties {

                    /** About subjectKey */
                    subjectKey?: (number|Long);

                    /** About alertType */
                    alertType?: string;

                    /** About openedAtMs */
                    openedAtMs?: (number|Long);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an About. */
                type $Shape = tizheng.alert.v1.About.$Properties;
            }
        }
    }
}
