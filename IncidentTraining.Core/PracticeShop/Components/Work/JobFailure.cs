namespace IncidentTraining.Core.PracticeShop.Components.Work;

/// <summary>Why a worker reports a job as failed.</summary>
enum JobFailure
{
    NoDatabase,
    UnknownShape,
    NoMail,
}
