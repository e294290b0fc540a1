/** What a high (or rising) value of each metric means to an operator; docs/generated/metrics.md shows it beside the metric. */
export const metricNotes: Record<string, string> = {
  tizheng_disk_free_bytes:
    'Room to spare. Low is the trouble: a full log refuses, and devices are not answered.',
  tizheng_disk_size_bytes: 'For the share that is free.',
  tizheng_log_file_bytes:
    'More is kept: a higher rate of reports, or retention that is too long for the disk.',
  tizheng_ingest_paused:
    '1 = devices are not read, so that readers of the log catch up or the disk is not filled; they keep what they have and send it later.',
  tizheng_clock_offset_seconds:
    'The machine’s clock was set; ticks jumped with it, and "silent" alerts may have been early or late.',
  tizheng_build_info: 'Always 1; the label tells the version.',
  tizheng_store_up: '1 is good. 0: queries fail, rows wait in the log.',
  tizheng_store_restarts_total:
    'The engine dies again and again: look at its last lines in the log, at memory and disk.',

  tizheng_ingest_received_bytes_total: 'Traffic from devices.',
  tizheng_ingest_sent_bytes_total: 'Answers to devices.',
  tizheng_ingest_frames_total: 'Traffic from devices.',
  tizheng_ingest_datagrams_total: 'Traffic over UDP.',
  tizheng_ingest_dropped_datagrams_total:
    'The log is slower than the traffic; devices send these again.',
  tizheng_ingest_connections_total:
    'A fast rise: devices reconnect again and again (a carrier’s network, or closes below).',
  tizheng_ingest_takeovers_total:
    'Devices come back before their old connection is known dead; often also two devices with one identity.',
  tizheng_ingest_resends_total: 'Answers get lost or come too late for the devices.',
  tizheng_ingest_pending_device_messages_total: 'Devices report that the registry does not know.',
  tizheng_ingest_stranger_datagrams_dropped_total:
    'A flood over UDP, or an address that makes up identities.',
  tizheng_ingest_encrypted_messages_total:
    'Devices encrypt their messages: they are kept and acknowledged, and nothing is known from them.',
  tizheng_ingest_impersonations_total:
    'Two devices share an identity: a cloned terminal, or somebody with a stolen code. The session event `impersonated` in reports.v1 names the device.',
  tizheng_ingest_records_total: 'Reports and ticks made durable.',
  tizheng_ingest_appends_total: 'Many small appends: little company per group commit.',
  tizheng_ingest_append_failures_total:
    'The log refuses: disk full or damaged. Nothing is acknowledged meanwhile.',
  tizheng_ingest_pauses_total: 'Sockets wait for the log or for its readers; devices buffer.',
  tizheng_ingest_rate_delays_total: 'Devices that send faster than they are allowed to.',
  tizheng_ingest_subpackages_asked_again_total: 'Packets get lost on the way.',
  tizheng_ingest_subpackage_sets_given_up_total:
    'Long messages (photographs) arrive incomplete; their packets stay in the log.',
  tizheng_media_requests_total: 'Camera alarms with files.',
  tizheng_media_requests_resumed_total:
    'Found open after a restart; their devices are asked again.',
  tizheng_media_requests_repeated_total:
    'Devices are asked and send nothing: can they reach the advertised address and port?',
  tizheng_media_requests_completed_total: 'All files of an alarm are there.',
  tizheng_media_requests_expired_total:
    'Evidence that never came: devices out of reach for a day, or without the files they announced.',
  tizheng_media_requests_omitted_total: 'More alarms than may be open: see the bounds of requests.',
  tizheng_media_requests_open:
    'Evidence under way. Only rising: devices cannot reach the listener.',
  tizheng_media_files_announced_total: 'Traffic of evidence.',
  tizheng_media_files_stored_total: 'Files kept and acknowledged.',
  tizheng_media_files_failed_total: 'Files that will not come; the alert shows which.',
  tizheng_media_files_open: 'Being received, or waiting for their device.',
  tizheng_media_stored_bytes_total: 'How fast the store fills.',
  tizheng_media_received_bytes_total: 'Traffic of evidence.',
  tizheng_media_repeated_bytes_total: 'Devices send what is there already: broken connections.',
  tizheng_media_stray_bytes_total:
    'Devices name files they did not announce, or lengths that are wrong.',
  tizheng_media_skipped_bytes_total: 'Devices whose lengths are wrong, or strangers on the port.',
  tizheng_media_ranges_asked_again_total: 'Data gets lost between device and platform.',
  tizheng_media_multimedia_stored_total: 'Photographs and recordings on command or by event.',
  tizheng_media_multimedia_refused_total:
    'The store is full, or disk or log refuse; devices send these again.',
  tizheng_media_multimedia_asked_again_total: 'Packets get lost on the way.',
  tizheng_media_kept_bytes: 'Near the bound new files are refused: a larger bound, or fewer days.',
  tizheng_media_kept_files: 'More evidence is kept.',
  tizheng_media_refusals_total:
    'By reason: strangers or expired numbers, bounds, a full store, a disk or log that refuses.',

  tizheng_ingest_registry_changes_total: 'The registry changes.',
  tizheng_ingest_registry_unreadable_total:
    'Registry records are broken; their vehicles keep what was known before.',
  tizheng_ingest_work_total: 'The duty room works on alerts.',
  tizheng_ingest_work_unreadable_total:
    'Records of alert-actions.v1 are broken; the alerts concerned count as not handled.',
  tizheng_ingest_ticks_total: 'One per partition and second. A stop means ingest stands still.',
  tizheng_ingest_connections_open: 'Devices connected.',
  tizheng_ingest_sessions_open:
    'Devices known by name; far below the open connections: many do not authenticate.',
  tizheng_ingest_held_frames: 'The log is slow; at `ingest.unackedRecordsMax` sockets are paused.',
  tizheng_ingest_held_bytes: 'The log is slow; at `ingest.unackedBytesMax` sockets are paused.',
  tizheng_ingest_frame_outcomes_total:
    '`acknowledged` is the good one. `quarantined` and `discarded`: unreadable input; `unpublished`: the log refused.',
  tizheng_ingest_closes_total:
    '`peer` is ordinary. `strikes`, `frame-timeout`: broken or hostile senders; `connections-max`, `accept-rate`: a bound of ours.',
  tizheng_ingest_refusals_total:
    '`wrong-code`, `unknown-device`: devices without standing, or a registry that is behind.',
  tizheng_ingest_commands_total:
    'Of several gateways each counts all of them; `command_outcomes_total` is counted by the one that says so.',
  tizheng_ingest_commands_open:
    'Mostly commands for devices that are away. It falls when they sign in, or at the commands’ expiry.',
  tizheng_ingest_command_transmissions_total:
    'Far above the commands: links are slow or terminals do not answer.',
  tizheng_ingest_command_records_unreadable_total:
    'Written by a newer version, or by something that is no part of the product.',
  tizheng_ingest_command_outcomes_total:
    '`no-answer`, `expired`: links. `not-supported`, `not-in-edition`: asked of the wrong devices. `queue-full`: a caller asks without end.',
  tizheng_ingest_device_replies_total:
    '`unmatched`: late or doubled answers, ordinary where links are slow; far above `matched` a firmware answers with wrong serials.',
  tizheng_ingest_faults_total: 'Input that breaks the standard; the code says where.',
  tizheng_ingest_broker_connected:
    'Of interest where `ingest.mqtt.url` is set: 0 means nothing comes from the broker.',
  tizheng_ingest_http_answers_total:
    'Many 4xx: devices with wrong passwords or payloads; 503: the log lags, devices come back.',
  tizheng_ingest_mqtt_packets_total:
    'Traffic over MQTT; many `connect` mean devices that cannot stay.',
  tizheng_ingest_ack_latency_ms_bucket: 'Buckets of the answer’s time, for quantiles.',
  tizheng_ingest_ack_latency_ms_count: 'Answers counted in the buckets.',
  tizheng_ingest_ack_latency_ms_sum:
    'Divided by the count: the mean time to a durable answer; above 100 ms the disk is the bound.',

  tizheng_processor_records_total:
    '`observations` is the work. `duplicates`: resends; `clockWrong`: devices with a wrong clock; `poison`, `ruleFaults`: a fault of ours; `beforeHistory`, `beforePast`: data too late to be judged.',
  tizheng_processor_indicator_values_total:
    'Windows end and late data come in. Many `amended`: much arrives hours late, or alerts are worked on long after they opened.',
  tizheng_processor_risk_verdicts_total:
    'Alerts, work on them and hours driven change scores and codes; every subject is told at midnight.',
  tizheng_processor_alert_transitions_total:
    '`opened` far above its usual rate: an event, or a rule setting that is too strict. `withdrawn`, `corrected`: much late data.',
  tizheng_processor_lag_records: 'Alerts are late by this many records divided by the rate.',
  tizheng_processor_snapshot_seconds:
    'State is large or the disk slow; the stream goes on meanwhile.',
  tizheng_processor_snapshot_age_seconds:
    'A restart would repeat this much. Above a minute: snapshots do not get through.',

  tizheng_sink_records_total:
    '`row` is the work. `lost`: retention was faster than the store; `unreadable`: a fault of ours, kept in quarantine.',
  tizheng_sink_rows_total: 'Rows written.',
  tizheng_sink_insert_seconds: 'The store is busy (merges, queries, disk).',
  tizheng_sink_retries_total:
    '`unavailable`: the store was away and comes back; `refused`: a person is needed.',
  tizheng_sink_halted: '1 = the partition’s rows wait until the cause in the log line is removed.',
  tizheng_sink_lag_records:
    'Rows that cannot be queried yet; the log keeps them as long as its retention allows.',
  tizheng_webhook_transitions_total:
    'lost, unreadable: alerts an endpoint was never sent; look at the log line.',
  tizheng_webhook_attempts_total:
    'Anything but delivered: the endpoint, its network or its certificate is in trouble; address-refused: it points where nothing may go.',
  tizheng_webhook_attempt_seconds: 'The endpoint is slow; near the time limit its attempts fail.',
  tizheng_webhook_delivery_seconds: 'Enforcement learns late.',
  tizheng_webhook_dead_letters_total:
    'Alerts were given up after three days; deliver them again when the cause is removed.',
  tizheng_webhook_waiting: 'The endpoint takes less than comes; each alert waits for its turn.',
  tizheng_webhook_dead: 'Alerts that wait for a person to ask for them again.',
  tizheng_webhook_lag_records:
    'Behind what may wait in the outbox: the endpoint was away for long.',
  tizheng_webhook_state: 'deaf or disabled at 1: nothing arrives there.',
  tizheng_webhook_reports_lost_total:
    'The log refused reports about attempts; the page and the store know less than happened.',

  tizheng_dashboard_sign_ins_total:
    '`account-waits` rises: somebody guesses an account from many addresses; `address-waits`: from one; the audit trail says which. `device-waits`: an owner mistypes. `server-waits`: more sign-ins at once than it can judge.',
  tizheng_dashboard_viewers: 'Pages open; at `dashboard.viewersMax` further ones are refused.',
  tizheng_dashboard_waiting_bytes: 'Viewers read slowly; positions are conflated for them.',
  tizheng_dashboard_vehicles: 'Vehicles on the map.',
  tizheng_dashboard_alerts: 'At `dashboard.alertsMax` the oldest finished ones leave the list.',
  tizheng_dashboard_alerts_open: 'Work for the duty room.',
  tizheng_dashboard_alerts_overdue:
    'Deadlines were missed: nobody acknowledged, closed or answered in time. Too few people on duty, or rules that ask for too much.',
  tizheng_dashboard_alerts_escalated:
    'Work that city and province answer for, because the level below did not act in time.',
  tizheng_dashboard_alert_timers_total:
    '`accepted` rises: alerts go up by themselves. `overtaken` beside several servers is ordinary. `failed`: the log refused; it is asked again.',
  tizheng_dashboard_risk_subjects:
    'Every subject is told at midnight: far fewer than are registered a day after a start, and the processors keep no risk book.',
  tizheng_dashboard_indicator_series: 'Tiles and tables hold this many; 20,000 at most.',
  tizheng_dashboard_sensors: 'Sensors that have spoken; 20,000 at most.',
  tizheng_dashboard_evidence: 'More evidence of devices is known.',
  tizheng_dashboard_evidence_not_held_total:
    'Old evidence is not shown with its alert any more: raise `mediaMax`.',
  tizheng_dashboard_lag_records: 'The map and the list are behind the log.',
  tizheng_dashboard_frames_sent_total: 'Updates of the map.',
  tizheng_dashboard_frames_skipped_total: 'Slow viewers see fewer, newer positions.',
  tizheng_dashboard_rows_sent_total: 'Vehicles that moved on the map.',
  tizheng_dashboard_alerts_sent_total: 'Alert rows to viewers.',
  tizheng_dashboard_resyncs_total:
    'Viewers fell so far behind that they reload the list: a slow line or a busy browser.',
  tizheng_dashboard_sent_bytes_total: 'Traffic to viewers.',
  tizheng_dashboard_upgrades_refused_total:
    'Pages without a session, from another origin, or beyond the most viewers.',
  tizheng_dashboard_policy_closes_total:
    'Clients that send what a page never sends: look at who connects.',
  tizheng_dashboard_not_shown_total: 'More vehicles than the map takes.',
  tizheng_dashboard_indicators_not_held_total:
    'Read them from the store; a start that reads far back counts old windows here too.',
  tizheng_dashboard_sensors_not_held_total: 'More sensors than the map takes.',
  tizheng_dashboard_outputs_repeated_total:
    'Repeats after a restart of the processors, dropped by number; rising without restarts is a fault of ours.',
  tizheng_dashboard_alerts_forgotten_total:
    'Unfinished alerts left the list at its bound: raise `dashboard.alertsMax` or finish alerts.',
  tizheng_dashboard_records_total:
    '`lost`: retention was faster than the dashboard; `undecodable`: records of a newer version or damaged ones.',

  process_cpu_user_seconds_total: 'Processor time in our own code; 1 per second is one core.',
  process_cpu_system_seconds_total: 'Processor time in the kernel: sockets and disk.',
  process_cpu_seconds_total: 'Near the number of cores: the machine is full.',
  process_resident_memory_bytes:
    'Memory of the process without the store’s; a steady rise over days is a leak.',
  process_virtual_memory_bytes: 'Address space; no trouble by itself.',
  process_heap_bytes: 'Data segment of the process.',
  process_open_fds: 'One per connection and file; near `process_max_fds` no device gets in.',
  process_max_fds: 'The limit of descriptors; raise it (`ulimit -n`) for more devices.',
  nodejs_eventloop_lag_seconds: 'The role’s thread is busy; above 0.1 s answers are late.',
  nodejs_eventloop_lag_min_seconds: 'The thread is never free.',
  nodejs_eventloop_lag_max_seconds:
    'One long turn: a large message, a garbage collection, a slow disk.',
  nodejs_eventloop_lag_mean_seconds: 'The thread is busy on average.',
  nodejs_eventloop_lag_stddev_seconds: 'Turns of uneven length.',
  nodejs_eventloop_lag_p50_seconds: 'Half of the turns wait longer.',
  nodejs_eventloop_lag_p90_seconds: 'One turn in ten waits longer.',
  nodejs_eventloop_lag_p99_seconds: 'One turn in a hundred waits longer.',
  tizheng_loop_steps_total:
    'Alerts are acted upon; many `planned` and few `said` or `notified` say that policies or endpoints do not fit.',
  tizheng_loop_skipped_total:
    'vehicle-rate, quiet: policies hold back; stale: the role webhooks was away; no-terminal, no-endpoint: registry or settings have a hole.',
  tizheng_loop_reactions_total:
    'not-reacted: drivers go on; unheard: terminals are off line or take no text; before: warnings come too late.',
  tizheng_loop_reaction_seconds: 'Drivers take long.',
  tizheng_loop_unreadable_total: 'Records of a newer version, or damage.',
  tizheng_loop_forgotten_total:
    'More than 20,000 alerts act at once: policies ask too much, or nothing ever closes.',
  tizheng_loop_alerts: 'Alerts followed; bounded by 20,000.',
  tizheng_loop_lag_records: 'Warnings come late; beyond a minute they are skipped as stale.',
  nodejs_heap_size_total_bytes: 'Heap reserved by the role.',
  nodejs_heap_size_used_bytes: 'State held by the role; a steady rise over days is a leak.',
  nodejs_external_memory_bytes: 'Buffers held by the role.',
  nodejs_heap_space_size_total_bytes: 'Heap by space, reserved.',
  nodejs_heap_space_size_used_bytes: 'Heap by space, used.',
  nodejs_heap_space_size_available_bytes: 'Heap by space, free.',
  nodejs_version_info: 'Always 1; the labels tell the version.',
  nodejs_gc_duration_seconds: 'Time lost to garbage collection.',

  tizheng_kafka_request_seconds:
    'Produce: brokers or their disks are slow, or copies lag behind; appends and so acknowledgements wait. Fetch waits up to half a second when nothing is there; that is no trouble.',
  tizheng_kafka_requests_in_flight:
    'Requests that nobody answers; with pending bytes rising, brokers are away.',
  tizheng_kafka_errors_total:
    'A few at a start or a leader’s change are ordinary and repeated. A steady rise names its reason: NOT_ENOUGH_REPLICAS = brokers are missing, unreachable = network, refused = user or certificate.',
  tizheng_kafka_connections_total:
    'Connections are lost and made anew: network, or brokers that restart.',
  tizheng_kafka_produced_records_total: 'Traffic to the log.',
  tizheng_kafka_produced_bytes_total: 'Traffic to the log, after compression.',
  tizheng_kafka_fetched_records_total: 'Traffic from the log.',
  tizheng_kafka_fetched_bytes_total: 'Traffic from the log, before unpacking.',
  tizheng_kafka_pending_bytes:
    'Kafka does not keep up or is away; at log.kafka.pendingBytesMax appends are refused and devices wait.',
  tizheng_kafka_read_buffer_bytes:
    'Read ahead of readers that are slower than Kafka; bounded by log.kafka.readBufferBytesMax.',
  tizheng_kafka_rebalances_total:
    'Two for each process that comes or goes is ordinary. More: processes die, or are too busy to be heard within the session.',
  tizheng_kafka_assigned_partitions:
    'This process has more than its share: others are gone. The sum over all is the partition count.',
};
