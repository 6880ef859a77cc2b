// Types that break the rules of the rooms on purpose: the architecture tests must find each of them.

namespace IncidentTraining.Tests.Architecture.Planted.Quizzes
{
    public sealed record Quiz(string Id);
}

namespace IncidentTraining.Tests.Architecture.Planted.Content
{
    public sealed record KnowsAFeature(Quizzes.Quiz Quiz);

    public sealed record ContentFile(string Path);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop
{
    public sealed record KnowsContent(Content.ContentFile File);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Scenarios
{
    public sealed record MayKnowContent(Content.ContentFile File);
}

namespace IncidentTraining.Tests.Architecture.Planted.Curriculum
{
    public sealed record KnowsTheDatabase(Microsoft.EntityFrameworkCore.DbContext Database);
}

namespace IncidentTraining.Tests.Architecture.Planted.Response
{
    public sealed record MayKnowDocuments(Documents.Document Document);

    public sealed record Incident(string Id);
}

namespace IncidentTraining.Tests.Architecture.Planted.Runs
{
    public sealed record KnowsTheIncident(Response.Incident Incident);
}

namespace IncidentTraining.Tests.Architecture.Planted.Documents
{
    public sealed record Document(string Id);

    public sealed record KnowsWhoUsesIt(Response.Incident Incident);

    public sealed record KnowsManyWhoUseIt(IReadOnlyDictionary<string, List<Response.Incident>> Incidents);
}

namespace IncidentTraining.Tests.Architecture.Planted.Attic
{
    public sealed record Forgotten;
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Telemetry
{
    public sealed record Meter(int Count);
}

namespace IncidentTraining.Tests.Architecture.Planted.PracticeShop.Components.Api
{
    public static class KnowsTelemetry
    {
        // Only in its code, not in its signature.
        public static int Count() => new Telemetry.Meter(1).Count;
    }
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Runs.Inner
{
    public sealed record KnowsDocuments(Documents.Document? Document);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Documents
{
    public sealed record Document(Runs.Inner.KnowsDocuments? Run);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Reviews.Queue
{
    public sealed record Item(Parts.Mark? Mark);
}

namespace IncidentTraining.Tests.Architecture.PlantedCircles.Reviews.Parts
{
    public sealed record Mark(Queue.Item? Item);
}
