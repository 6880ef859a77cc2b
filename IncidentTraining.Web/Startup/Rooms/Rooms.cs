using IncidentTraining.Core.Results;

namespace IncidentTraining.Web.Startup;

/// <summary>Registers each room's services and endpoints, one line per room.</summary>
internal static class Rooms
{
    public static void AddRooms(this WebApplicationBuilder builder)
    {
        // Everything that is not a use case, or has another lifetime than a singleton, is registered by its room below.
        builder.Services.Scan(scan =>
            scan.FromAssemblyOf<IUseCase>()
                .AddClasses(classes => classes.AssignableTo<IUseCase>(), publicOnly: false)
                .AsSelf()
                .WithSingletonLifetime()
        );
        builder.Services.AddPeople();
        builder.Services.AddProgress();
        builder.Services.AddCurriculum();
        builder.Services.AddSchedule();
        builder.Services.AddDocuments();
        builder.Services.AddReviews();
        builder.Services.AddLabs();
        builder.Services.AddQuizzes();
        builder.Services.AddDemonstration();
    }

    public static void MapRooms(this WebApplication app)
    {
        app.MapPeople();
        app.MapProgress();
        app.MapCurriculum();
        app.MapSchedule();
        app.MapDocuments();
        app.MapLabs();
        app.MapQuizzes();
    }
}
