using IncidentTraining.Core.PracticeShop.Components.Database;
using IncidentTraining.Core.PracticeShop.Components.Deploys;
using IncidentTraining.Core.PracticeShop.Components.Orders;
using IncidentTraining.Core.PracticeShop.Components.Redis;
using IncidentTraining.Core.PracticeShop.Engine;

namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>The components that the workers work with.</summary>
sealed record WorkerPeers(
    Kernel Kernel,
    JobQueue Queue,
    RedisServer Redis,
    DatabaseServer Server,
    QueryProcessors Database,
    Releases Releases,
    MailService Mail,
    ReadReplica Replica,
    OrderLedger Orders
);

/// <summary>How long workers wait.</summary>
/// <param name="StatementTimeout">How long a statement may wait for a lock before the process ends; null for no limit.</param>
/// <param name="RestartJitterPercent">How far the pause before a restart may deviate from the planned one, in per cent.</param>
sealed record WorkerRules(TimeSpan? StatementTimeout, int RestartJitterPercent);
