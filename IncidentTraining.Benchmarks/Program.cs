using BenchmarkDotNet.Running;
using IncidentTraining.Benchmarks.Assessment;
using IncidentTraining.Benchmarks.People;
using IncidentTraining.Benchmarks.PracticeShop;
using IncidentTraining.Benchmarks.Reading;
using IncidentTraining.Benchmarks.Runs;

switch (args)
{
    case ["accounts"]:
        AccountMeasurement.Run();
        break;
    case ["acting", var contentDirectory]:
        await ActingMeasurement.RunAsync(contentDirectory);
        break;
    case ["joining", var portalDll]:
        await JoiningMeasurement.RunAsync(portalDll, people: 300);
        break;
    case ["reading", var portalDll]:
        await ReadingMeasurement.RunAsync(portalDll);
        break;
    case ["search", var contentDirectory]:
        SearchMeasurement.Run(contentDirectory);
        break;
    case ["shop"]:
        ShopMeasurement.Run();
        break;
    case ["template", var address]:
        await TemplatePage.ServeAsync(address);
        break;
    default:
        BenchmarkSwitcher.FromAssembly(typeof(ShopBenchmarks).Assembly).Run(args);
        break;
}
