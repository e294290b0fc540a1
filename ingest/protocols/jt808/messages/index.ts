/** Every message whose body the product reads and writes. Adding one: write the file, add it here, add its folder of vectors. */

import { alarmConfirmation } from './alarm-confirmation.ts';
import {
  circleDeletion,
  polygonDeletion,
  rectangleDeletion,
  routeDeletion,
} from './area-deletion.ts';
import { areaQuery } from './area-query.ts';
import { areaReply } from './area-reply.ts';
import { attachmentCommand } from './attachment-command.ts';
import { attachmentCompleteReply } from './attachment-complete-reply.ts';
import { attachmentFile, attachmentFileComplete } from './attachment-file.ts';
import { attachmentInfo } from './attachment-info.ts';
import { authentication } from './authentication.ts';
import { avProperties, avPropertiesQuery } from './av-properties.ts';
import { batchLocation } from './batch-location.ts';
import { callBack } from './call-back.ts';
import { canData } from './can-data.ts';
import { circleAreas } from './circle-areas.ts';
import { compressedData } from './compressed-data.ts';
import { driverIdentity } from './driver-identity.ts';
import {
  driverIdentityRequest,
  heartbeat,
  linkCheck,
  locationQuery,
  logout,
  parametersQuery,
  propertiesQuery,
  serverTimeQuery,
} from './empty.ts';
import { eventReport } from './event-report.ts';
import { eventSetting } from './event-setting.ts';
import { fileUploadCommand } from './file-upload-command.ts';
import { fileUploadControl } from './file-upload-control.ts';
import { fileUploadResult } from './file-upload-result.ts';
import { platformAck, terminalAck } from './general-ack.ts';
import { infoMenu } from './info-menu.ts';
import { infoOrder } from './info-order.ts';
import { infoService } from './info-service.ts';
import { liveVideoControl } from './live-video-control.ts';
import { liveVideoRequest } from './live-video-request.ts';
import { liveVideoStatus } from './live-video-status.ts';
import { location } from './location.ts';
import { locationReply, vehicleControlReply } from './location-reply.ts';
import { mediaResourceQuery } from './media-resource-query.ts';
import { mediaResources } from './media-resources.ts';
import type { MessageCodec } from './message.ts';
import { multimediaData } from './multimedia-data.ts';
import { multimediaEvent } from './multimedia-event.ts';
import { multimediaReply } from './multimedia-reply.ts';
import { packetRequest, terminalPacketRequest } from './packet-request.ts';
import { parameterQuery } from './parameter-query.ts';
import { parameterReply } from './parameter-reply.ts';
import { parameterSetting } from './parameter-setting.ts';
import { downlinkPassThrough, uplinkPassThrough } from './pass-through.ts';
import { passengerFlow } from './passenger-flow.ts';
import { phoneBook } from './phone-book.ts';
import { playbackControl } from './playback-control.ts';
import { playbackRequest } from './playback-request.ts';
import { polygonArea } from './polygon-area.ts';
import { propertiesReply } from './properties-reply.ts';
import { ptzAperture, ptzFocus, ptzInfrared, ptzWiper, ptzZoom } from './ptz-control.ts';
import { ptzRotation } from './ptz-rotation.ts';
import { question } from './question.ts';
import { questionAnswer } from './question-answer.ts';
import { recorderData, recorderQuery, recorderSetting } from './recorder-data.ts';
import { rectangleAreas } from './rectangle-areas.ts';
import { registration } from './registration.ts';
import { registrationReply } from './registration-reply.ts';
import { route } from './route.ts';
import { platformRsaKey, terminalRsaKey } from './rsa-key.ts';
import { serverTime } from './server-time.ts';
import { shootCommand } from './shoot-command.ts';
import { shootReply } from './shoot-reply.ts';
import { singleMediaUpload } from './single-media-upload.ts';
import { soundRecording } from './sound-recording.ts';
import { storedMedia } from './stored-media.ts';
import { storedMediaQuery, storedMediaUpload } from './stored-media-query.ts';
import { terminalControl } from './terminal-control.ts';
import { textMessage } from './text-message.ts';
import { tracking } from './tracking.ts';
import { upgradePackage } from './upgrade-package.ts';
import { upgradeResult } from './upgrade-result.ts';
import { vehicleControl } from './vehicle-control.ts';
import { waybill } from './waybill.ts';

export const messages = [
  terminalAck,
  platformAck,
  heartbeat,
  logout,
  packetRequest,
  registration,
  registrationReply,
  authentication,
  location,
  driverIdentity,
  batchLocation,
  textMessage,
  serverTimeQuery,
  serverTime,
  terminalPacketRequest,
  parameterSetting,
  parametersQuery,
  parameterReply,
  parameterQuery,
  terminalControl,
  propertiesQuery,
  propertiesReply,
  upgradePackage,
  upgradeResult,
  locationQuery,
  locationReply,
  tracking,
  alarmConfirmation,
  linkCheck,
  driverIdentityRequest,
  vehicleControlReply,
  circleDeletion,
  polygonDeletion,
  rectangleDeletion,
  routeDeletion,
  areaQuery,
  areaReply,
  callBack,
  canData,
  circleAreas,
  compressedData,
  eventReport,
  eventSetting,
  infoMenu,
  infoOrder,
  infoService,
  multimediaData,
  multimediaEvent,
  multimediaReply,
  downlinkPassThrough,
  uplinkPassThrough,
  phoneBook,
  polygonArea,
  question,
  questionAnswer,
  recorderData,
  recorderQuery,
  recorderSetting,
  rectangleAreas,
  route,
  platformRsaKey,
  terminalRsaKey,
  shootCommand,
  shootReply,
  singleMediaUpload,
  soundRecording,
  storedMedia,
  storedMediaQuery,
  storedMediaUpload,
  vehicleControl,
  waybill,
  avPropertiesQuery,
  avProperties,
  passengerFlow,
  liveVideoRequest,
  liveVideoControl,
  liveVideoStatus,
  playbackRequest,
  playbackControl,
  mediaResourceQuery,
  mediaResources,
  fileUploadCommand,
  fileUploadControl,
  fileUploadResult,
  ptzRotation,
  ptzFocus,
  ptzAperture,
  ptzWiper,
  ptzInfrared,
  ptzZoom,
  attachmentCommand,
  attachmentInfo,
  attachmentFile,
  attachmentFileComplete,
  attachmentCompleteReply,
] as const satisfies readonly MessageCodec<unknown>[];

/** By message id. */
export const messageById: ReadonlyMap<number, MessageCodec<unknown>> = new Map(
  messages.map((message) => [message.id, message]),
);
